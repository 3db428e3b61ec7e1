// Measures what the check of an input costs a runner, beside the output of effect's SchemaAOTCompiler called directly.
import { mkdirSync, writeFileSync } from "node:fs"
import type * as Exit from "effect/Exit"
import * as SchemaParser from "effect/SchemaParser"
import { compile } from "effect/schema/SchemaAOTCompiler"
import type * as SchemaAST from "effect/SchemaAST"
import { machine } from "./harness/machine.ts"
import { measureRounds } from "./harness/rounds.ts"
import type { Run } from "./harness/rounds.ts"
import { median } from "./harness/statistics.ts"
import { aligned, figure } from "./harness/table.ts"
import { validOrder } from "./works/by-hand/valid-order.ts"
import { makeOrder } from "./works/flows/checked-input.ts"
import { checkedOnly, takenOnly } from "./works/flows/checked.runner.ts"
import { works } from "./works/works.ts"

const most = 1.5
const [{ input: first } = { input: undefined }, ...rest] = works.order.cases
if (first === undefined) throw new Error("the work has no input")
const inputs = [first, ...rest.map(({ input }) => input)]
const inputAt = (turn: number): typeof first => inputs[turn & 3] ?? first

const compiledSchema = makeOrder()
await install(compiledSchema.ast)
const interpreted = SchemaParser.decodeUnknownExit(makeOrder())
const compiled = SchemaParser.decodeUnknownExit(compiledSchema)

/** A hundred calls a turn: one is too short beside what measures it. */
const hundred =
  (call: (turn: number) => unknown): Run =>
  async (turn) => {
    let last: unknown
    for (let i = 0; i < 100; i++) last = call(turn + i)
    return last
  }
const checked = (decode: (input: unknown) => Exit.Exit<unknown, unknown>) => (turn: number) => {
  const exit = decode(inputAt(turn))
  if (exit._tag === "Failure") throw new Error("a good input is refused")
  return exit.value
}
const costs = await measureRounds(
  new Map<string, Run>([
    ["by hand", hundred((turn) => validOrder(inputAt(turn)))],
    ["SchemaAOTCompiler", hundred(checked(compiled))],
    ["effect's interpreter", hundred(checked(interpreted))],
    ["a runner that checks", hundred((turn) => checkedOnly.run(inputAt(turn)))],
    ["a runner that does not", hundred((turn) => takenOnly.run({ n: turn }))],
  ]),
  { rounds: 15, millisPerRound: 60 },
)
const micros = (name: string): number => median(costs.get(name) ?? []) / 100
const aot = micros("SchemaAOTCompiler")
const runner = micros("a runner that checks") - micros("a runner that does not")
console.log(machine())
console.log(
  aligned([
    ["a check of six fields, twenty items", "ns"],
    ["by hand", figure(micros("by hand") * 1_000)],
    ["SchemaAOTCompiler, called directly", figure(aot * 1_000)],
    ["effect's interpreter", figure(micros("effect's interpreter") * 1_000)],
    ["in a runner (one that checks less one that does not)", figure(runner * 1_000)],
  ]).join("\n"),
)
console.log(
  `in a runner: ${figure(runner / aot)} × the compiled check; at most ${most} ×: ${runner / aot <= most ? "met" : "not met"}`,
)

/** Writes the module that the compiler makes of a schema, and installs it. */
async function install(ast: SchemaAST.AST): Promise<void> {
  const folder = new URL(".millrace/", import.meta.url)
  mkdirSync(folder, { recursive: true })
  const file = new URL("order-schema.js", folder)
  writeFileSync(file, compile([{ ast, operations: ["decode"] }]))
  const module = (await import(file.href)) as { readonly install: (asts: ReadonlyArray<SchemaAST.AST>) => void }
  module.install([ast])
}
