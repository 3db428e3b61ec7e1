/** Writes what a workflow gives as JSON, a bigint as its digits. */
export function resultJson(value: unknown): string {
  const replaced = (_key: string, each: unknown): unknown => (typeof each === "bigint" ? String(each) : each)
  return JSON.stringify(value, replaced, 2) ?? "null"
}
