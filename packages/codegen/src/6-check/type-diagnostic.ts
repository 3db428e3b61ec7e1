import type { Diagnostic } from "@millrace/plan"
import { builderSentence } from "./builder-sentence.ts"
import type { TypeMistake } from "./open-projects.ts"

/** The longest type that is shown whole in a message. */
const longestType = 80

/** Turns an error of TypeScript's into a diagnostic with the code `TYPE.TS2345` and one readable sentence. */
export function typeDiagnostic(
  mistake: TypeMistake,
  at: { readonly file: string; readonly source: string },
): Diagnostic {
  const sentence = builderSentence(mistake)
  const before = at.source.slice(0, mistake.pos)
  const lineStart = before.lastIndexOf("\n") + 1
  return {
    code: `TYPE.TS${mistake.code}`,
    level: "error",
    message: sentence ?? shortened(mistake.text),
    span: {
      file: at.file,
      start: mistake.pos,
      end: Math.max(mistake.end, mistake.pos + 1),
      line: before.split("\n").length,
      column: mistake.pos - lineStart + 1,
    },
    ...(sentence === undefined && detail(mistake)),
  }
}

/** The innermost reason is the most exact one. */
function detail(mistake: TypeMistake): Pick<Diagnostic, "fix"> | undefined {
  const [reason] = mistake.messageChain ?? []
  if (reason === undefined) return undefined
  let innermost = reason
  for (let next = innermost.messageChain?.[0]; next !== undefined; next = next.messageChain?.[0]) innermost = next
  return { fix: shortened(innermost.text) }
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
