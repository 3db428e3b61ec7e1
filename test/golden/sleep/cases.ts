export const cases = { sleeps: [{ n: 0 }, { n: 3 }] }
