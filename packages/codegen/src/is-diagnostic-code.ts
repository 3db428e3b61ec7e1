import { diagnosticCodes } from "./1-load/diagnostic-codes.ts"
import { commandCodes } from "./command/command-codes.ts"

const known: ReadonlySet<string> = new Set([...Object.keys(diagnosticCodes), ...Object.keys(commandCodes)])

/** Says whether a text is the code of a diagnostic: one of ours, or `TYPE.` and a number of TypeScript's. */
export function isDiagnosticCode(text: string): boolean {
  return known.has(text) || /^TYPE\.TS\d+$/.test(text)
}
