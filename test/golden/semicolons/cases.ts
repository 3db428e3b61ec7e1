export const cases = { glued: [{ n: 1 }, { n: 2 }] }
