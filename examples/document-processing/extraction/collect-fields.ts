import type { Field, Fields } from "../document.ts"
import { FieldsMissing } from "../failures.ts"

/** A field that was looked for; `undefined` when it was not found. */
export type Sought = readonly [name: string, found: { readonly value: string; readonly source: string } | undefined]

/** Which fields a type must have, what was found, and what does not fit together. */
export interface Findings {
  readonly type: string
  readonly required: ReadonlyArray<string>
  readonly sought: ReadonlyArray<Sought>
  readonly doubts?: ReadonlyArray<string>
}

/** Gives the fields that were found; fails with `FieldsMissing` when a required one is not among them. */
export function collectFields({ type, required, sought, doubts = [] }: Findings): Fields {
  const fields: Array<Field> = []
  for (const [name, found] of sought) {
    if (found !== undefined && found.value.trim() !== "") fields.push({ name, ...found })
  }
  const missing = required.filter((name) => !fields.some((field) => field.name === name))
  const found = { fields, missing, doubts }
  if (missing.length > 0) throw new FieldsMissing({ type, found })
  return found
}

/** The first row that a pattern fits, with the pattern's first group as value. */
export function firstMatch(
  rows: ReadonlyArray<string>,
  pattern: RegExp,
): { readonly value: string; readonly source: string } | undefined {
  for (const row of rows) {
    const value = pattern.exec(row)?.[1]?.trim()
    if (value !== undefined && value !== "") return { value, source: row }
  }
  return undefined
}
