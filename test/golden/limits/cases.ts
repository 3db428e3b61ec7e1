export const cases = {
  book: [
    { pages: [1, 2, 3], sku: "a" },
    { pages: [], sku: "bc" },
  ],
}
