export const cases = { lets: [{ prices: [] }, { prices: [1, 2, 3, -4] }] }
