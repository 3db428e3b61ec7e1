const places = [
  "unread",
  "step",
  "single",
  "longer",
  "predicate",
  "then",
  "items",
  "item",
  "key",
  "initial",
  "body",
  "until",
  "",
  "__proto__",
  "constructor",
]

export const cases = { throwing: places.map((where) => ({ where })) }
