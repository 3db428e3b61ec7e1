/** Makes a small number of any value, so that every mapping fits every activity. */
export function num(value: unknown): number {
  return Math.abs(weight(value)) % 61
}

function weight(value: unknown): number {
  if (typeof value === "number") return Math.trunc(value)
  if (typeof value !== "object" || value === null) return value === undefined ? 0 : 1
  if (value instanceof Error) return "n" in value ? weight(value.n) : 5
  return Object.values(value).reduce((sum: number, each) => sum + weight(each), 0)
}

/** Takes most numbers as they are, and throws at some. @public the random workflows import it */
export function picky(n: number): number {
  if (n % 23 === 7) throw new Error(`${n} will not do`)
  return n
}

/** Makes one of three labels of a number. */
export function label(n: number): "a" | "b" | "c" {
  return (["a", "b", "c"] as const)[n % 3] ?? "a"
}

/** Makes up to four items of a number. */
export function list(n: number): ReadonlyArray<number> {
  return Array.from({ length: n % 5 }, (_, index) => n + index * 3)
}
