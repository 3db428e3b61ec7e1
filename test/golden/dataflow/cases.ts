export const cases = {
  page: [
    { first: "mill", second: "race" },
    { first: "mill", second: "run" },
    { first: "mill", second: "bad" },
    { first: "bad", second: "race" },
  ],
  chain: [{ first: "a", second: "b" }],
  whole: [undefined],
}
