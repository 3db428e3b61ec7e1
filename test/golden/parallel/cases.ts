const names = [
  { left: "a", right: "b" },
  { left: "no a", right: "b" },
  { left: "no a", right: "no b" },
]

export const cases = { both: names, limited: names, lastIsParallel: names }
