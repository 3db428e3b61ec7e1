import { diagnosticCodes } from "./1-load/diagnostic-codes.ts"
import { ruleCodes } from "./2-analyze/rules/rule-codes.ts"
import { commandCodes } from "./command/command-codes.ts"

const meanings: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ...diagnosticCodes, ...commandCodes }),
  ...Object.entries(ruleCodes).map(([code, { meaning }]) => [code, meaning] as const),
])

/** Gives what a code of ours means, in one sentence; `undefined` for TypeScript's own and for texts that are no code. */
export function meaningOf(code: string): string | undefined {
  return meanings.get(code)
}

/** Says whether a text is the code of a diagnostic: one of ours, or `TYPE.` and a number of TypeScript's. */
export function isDiagnosticCode(text: string): boolean {
  return meanings.has(text) || /^TYPE\.TS\d+$/.test(text)
}
