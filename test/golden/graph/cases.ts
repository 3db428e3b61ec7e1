export const cases = {
  build: [
    { name: "lighthouse", limit: 4 },
    { name: "mill", limit: 2 },
    { name: "race", limit: 1 },
  ],
  empty: [undefined],
}
