const grids = [
  { rows: [], from: 0 },
  {
    rows: [
      [1, 2, 3],
      [4, 5],
    ],
    from: 1,
  },
  { rows: [[8]], from: 2 },
  { rows: [[1000, 1]], from: 3 },
]

export const cases = { shadows: grids, taken: grids, written: grids }
