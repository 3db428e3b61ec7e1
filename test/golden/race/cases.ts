export const cases = { races: [{ n: 4 }, { n: 3 }], failing: [{ n: 3 }] }
