import { UsageError } from "./usage-error.ts"

/** The options that a command was given, by name. */
export type OptionValues = Readonly<Record<string, string | boolean | ReadonlyArray<string | boolean> | undefined>>

/** Gives the text of an option. */
export function textOf(values: OptionValues, name: string): string | undefined {
  const value = values[name]
  return typeof value === "string" ? value : undefined
}

/** Gives the texts of an option that may be repeated. */
export function textsOf(values: OptionValues, name: string): ReadonlyArray<string> {
  const value = values[name]
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : []
}

/** Gives the whole number of an option. */
export function wholeNumber(
  values: OptionValues,
  name: string,
  { from, to = Number.MAX_SAFE_INTEGER }: { readonly from: number; readonly to?: number },
): number | undefined {
  const text = textOf(values, name)
  if (text === undefined) return undefined
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (number >= from && number <= to) return number
  const range = to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `from ${from} to ${to}`
  throw new UsageError(`option '--${name}' cannot be '${text}': it is a whole number ${range}`)
}
