export const cases = { reviews: [{ text: "a" }] }

export const answers = {
  review: { approved: true, by: "ann" },
  second: { approved: true, by: "bob" },
  third: { fine: false },
}
