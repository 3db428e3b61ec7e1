export const cases = {
  hostile: [{ value: 1 }],
  clashes: [{ value: 1 }, { value: 7 }],
  twins: [{ value: 1 }, { value: 0 }],
}
