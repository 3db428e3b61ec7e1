export const cases = { roots: [{ of: 2 }, { of: 100 }], exhausted: [{ of: 1 }] }
