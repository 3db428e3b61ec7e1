export const cases = { references: [{ amount: 1.234 }] }
