import { printReading } from "./print-reading.ts"
import { printBlock } from "./print-verb.ts"
import { printRetry, printDuration } from "./print-options.ts"
import type { Block, Program, ProgramOptions, Verb } from "./program.ts"
import { innerBlocks } from "./inner-blocks.ts"

const head = ['import { flow } from "@millrace/dsl"', 'import * as Schema from "effect/Schema"'].join("\n")

const helperNames = ["label", "list", "num", "picky"]
const locals = "const five = 5\nfunction plus(n: number): number {\n  return n + five\n}\n\n"

const activityNames = (
  "half increment broken later patient slow careful posted fetched sturdy falling measured gate reserve " +
  "book hold rent seize undo revoke survey tell announce lamp door guess narrow wide scarce rare fromStart"
).split(" ")

/** Prints a file with these workflows, and those that they run as children. */
export function printPrograms(programs: ReadonlyArray<Program>): string {
  const flows = programs.flatMap(withChildren).map(printProgram).join("\n")
  const isUsed = (name: string): boolean => new RegExp(`\\b${name}\\b`).test(flows)
  const helpers = `import { ${helperNames.filter(isUsed).join(", ")} } from "../numbers.ts"`
  const activities = `import { ${activityNames.filter(isUsed).join(", ")} } from "../random-activities.ts"`
  return [head, helpers, activities, "", `${isUsed("plus") ? locals : ""}${flows}`].join("\n")
}

/** Prints one workflow, without its children. */
export function printProgram({ name, options, body }: Program): string {
  const returns = body.returns === undefined ? "(scope) => scope" : printReading(body.returns)
  const given = ["input: Schema.Struct({ n: Schema.Number })", ...printOptions(options)]
  const verbs = printBlock({ verbs: body.verbs }, 1)
  return `export const ${name} = flow("${name}", { ${given.join(", ")} })${verbs}\n  .returns(${returns})\n`
}

/** Gives a program behind all that it runs as children. */
export function withChildren(program: Program): ReadonlyArray<Program> {
  return [...childrenIn(program.body).flatMap(withChildren), program]
}

function childrenIn(block: Block): ReadonlyArray<Program> {
  return block.verbs.flatMap((verb: Verb) =>
    verb.kind === "child" ? [verb.program] : innerBlocks(verb).flatMap(({ block: inner }) => childrenIn(inner)),
  )
}

function printOptions({
  vars,
  concurrency,
  timeout,
  retry,
  schedule,
  sla,
  output,
}: ProgramOptions): ReadonlyArray<string> {
  return [
    ...(output === undefined ? [] : ["output: Schema.Number"]),
    ...(vars === "constant" ? ["vars: { base: 7 }"] : []),
    ...(vars === "computed" ? ["vars: ({ input }) => ({ base: input.n + 1 })"] : []),
    ...(concurrency === undefined ? [] : [`concurrency: ${concurrency}`]),
    ...(timeout === undefined ? [] : [`timeout: ${printDuration(timeout)}`]),
    ...(retry === undefined ? [] : [`retry: ${printRetry(retry)}`]),
    ...(schedule === undefined ? [] : [`schedule: "${schedule}"`]),
    ...(sla === undefined ? [] : [`sla: { duration: ${printDuration(sla)} }`]),
  ]
}
