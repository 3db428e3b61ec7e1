import type { DocumentSource } from "../documents/document-source.ts"
import type { DoneBefore } from "./process-durably.ts"

/** Says what does not have to be done again. */
export function describeBefore(before: ReadonlyMap<DocumentSource, DoneBefore>): string {
  const known = [...before].filter(([, { steps, isEnded }]) => steps > 0 || isEnded)
  if (known.length === 0)
    return "It is new. Kill this process when you like, and run it again: it goes on where it was."
  const steps = known.reduce((sum, [, each]) => sum + each.steps, 0)
  const lines = known.map(([{ name }, { steps: count, isEnded }]) => {
    const what = `${count} step${count === 1 ? "" : "s"} kept`
    return `  ${name.padEnd(26)} ${isEnded ? `has ended, ${what}` : `goes on after ${what}`}`
  })
  const rest = before.size - known.length
  return [
    `An earlier run has left ${steps} steps, which are not done again (remove the file to begin anew):`,
    ...lines,
    ...(rest > 0 ? [`  ${rest} more to begin`] : []),
  ].join("\n")
}
