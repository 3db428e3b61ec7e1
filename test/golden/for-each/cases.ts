const books = [
  { pages: [] },
  {
    pages: [
      { id: "1", text: "a" },
      { id: "2", text: "b" },
    ],
  },
  {
    pages: [
      { id: "1", text: "" },
      { id: "2", text: "b" },
      { id: "3", text: "c" },
    ],
  },
  {
    pages: [
      { id: "1", text: "" },
      { id: "2", text: "" },
    ],
  },
  {
    pages: [
      { id: "1", text: "a" },
      { id: "1", text: "b" },
    ],
  },
]

export const cases = { books, tolerant: books, onlySummary: books }
