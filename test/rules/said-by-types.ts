import { generate, ruleCodes } from "@millrace/codegen"
import type { Diagnostic } from "@millrace/plan"
import { makeWorkspace } from "../command/workspace.ts"
import type { Sample } from "./rule-fixtures.ts"
import { filesOf, unmarked } from "./rule-fixtures.ts"

/** Gives what the compiler says of samples with the type checker, which is started once for all of them. */
export function saidByTypes(samples: ReadonlyArray<Sample>): ReadonlyMap<Sample, ReadonlyArray<Diagnostic>> {
  const texts = samples.flatMap((sample, index) =>
    Object.entries(filesOf(sample)).map(([name, text]) => [`sample-${index}/${name}`, unmarked(text).text] as const),
  )
  using workspace = makeWorkspace(Object.fromEntries(texts))
  const files = samples.map((_, index) => `${workspace.folder}/sample-${index}/order.flow.ts`)
  const said = new Map(generate(files).map(({ file, diagnostics }) => [file, diagnostics]))
  for (const [file, diagnostics] of said) {
    const mistake = diagnostics.find(({ code, level }) => level === "error" && !(code in ruleCodes))
    if (mistake !== undefined) throw new Error(`${file}:${mistake.span.line} ${mistake.message}`)
  }
  return new Map(samples.map((sample, index) => [sample, said.get(files[index] ?? "") ?? []]))
}
