import type { Diagnostic } from "@millrace/plan"
import { builderSentence } from "./builder-sentence.ts"
import { isUnused } from "./causes.ts"
import { fixFor } from "./fix-for.ts"
import type { TypeMistake } from "./open-projects.ts"
import { unknownNameIn } from "./unknown-name.ts"

/** The longest type that is shown whole in a message. */
const longestType = 80

/** Turns an error of TypeScript's into a diagnostic with the code `TYPE.TS2345` and one readable sentence. */
export function typeDiagnostic(
  mistake: TypeMistake,
  at: { readonly file: string; readonly source: string },
): Diagnostic {
  const message = builderSentence(mistake) ?? scopeSentence(mistake) ?? shortened(innermost(mistake).text)
  const fix = fixFor(message)
  const before = at.source.slice(0, mistake.pos)
  const lineStart = before.lastIndexOf("\n") + 1
  return {
    code: `TYPE.TS${mistake.code}`,
    level: isUnused(mistake) ? "warning" : "error",
    message,
    span: {
      file: at.file,
      start: mistake.pos,
      end: Math.max(mistake.end, mistake.pos + 1),
      line: before.split("\n").length,
      column: mistake.pos - lineStart + 1,
    },
    ...(fix !== undefined && { fix }),
  }
}

/** The innermost reason is the most exact one. */
function innermost(mistake: TypeMistake): TypeMistake {
  const [reason] = mistake.messageChain ?? []
  return reason === undefined ? mistake : innermost(reason)
}

/** The type of the scope is nothing an author has written. */
function scopeSentence({ text }: TypeMistake): string | undefined {
  const name = unknownNameIn(text)
  return name === undefined ? undefined : `'${name}' is not in scope here: no earlier step defines it`
}

/** Takes the first sentence, with types that nobody would read cut short. */
function shortened(text: string): string {
  const [first = ""] = text.split("\n")
  return first
    .replaceAll(/'([^']*)'/g, (whole, type: string) =>
      type.length > longestType ? `'${type.slice(0, longestType)}...'` : whole,
    )
    .replace(/\.$/, "")
}
