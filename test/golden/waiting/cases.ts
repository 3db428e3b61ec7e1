export const cases = { waiting: [{ id: "a" }] }
