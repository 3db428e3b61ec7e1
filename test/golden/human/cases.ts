export const cases = { reviews: [{ text: "a" }], late: [{ text: "b" }] }

export const answers = {
  review: { approved: true, by: "ann" },
  second: { approved: true, by: "bob" },
  third: { fine: false },
}
