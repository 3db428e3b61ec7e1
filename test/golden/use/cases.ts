export const cases = { uses: [{ n: 1 }, { n: 2 }] }
