export const cases = { inner: [{ n: 4 }], parent: [{ n: 8 }, { n: 6 }, { n: 3 }] }
