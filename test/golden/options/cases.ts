export const cases = { options: [{ n: 2 }, { n: 3 }, { n: 5 }] }
