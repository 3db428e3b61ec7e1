/** A workflow of a certain size, and what it costs TypeScript 7 to check. */
export interface CostFlow {
  readonly name: string
  readonly source: string
  /** Type instantiations beyond those of a workflow without steps, as measured last; the test allows a few percent. */
  readonly instantiations: number
}

const activities = 8

const head = [
  `import { activity, flow } from "@millrace/dsl"`,
  `import * as Schema from "effect/Schema"`,
  `const Input = Schema.Struct({ id: Schema.String, lines: Schema.Array(Schema.Number) })`,
  ...numbers(activities).map(
    (n) =>
      `export const work${n} = activity("work${n}", (given: { readonly lines: ReadonlyArray<number>; readonly label: string }) => ` +
      `({ total: given.lines.length, label: given.label, own${n}: ${n} }))`,
  ),
  `const start = flow("cost", { input: Input })`,
].join("\n")

/** What the whole of effect and the builder cost before the first step. */
export const baseline: CostFlow = {
  name: "no step",
  source: `${head}\nexport const cost = start.returns(({ input }) => input.id)\n`,
  instantiations: 0,
}

/** The workflows whose cost is held: each is checked alone. */
export const flows: ReadonlyArray<CostFlow> = [
  { name: "50 steps in one chain", source: chain(50), instantiations: 45_379 },
  { name: "200 steps in one chain", source: chain(200), instantiations: 197_152 },
  { name: "500 steps in one chain", source: chain(500), instantiations: 569_194 },
  { name: "1,000 steps in one chain", source: chain(1000), instantiations: 1_391_477 },
  { name: "200 steps in blocks nested four deep", source: nested(200), instantiations: 241_847 },
  { name: "100 branches in one parallel", source: branches(100), instantiations: 71_274 },
  { name: "a graph of 200 nodes", source: graph(200), instantiations: 348_291 },
]

/** Larger than anybody writes; measured for the table only. */
export const extremes: ReadonlyArray<CostFlow> = [
  { name: "a graph of 1,000 nodes", source: graph(1000), instantiations: 2_371_841 },
  { name: "a graph of 3,000 nodes", source: graph(3000), instantiations: 12_680_716 },
]

function chain(size: number): string {
  return `${head}\nexport const cost = start\n${steps(0, size)}.returns(({ s${size - 1} }) => s${size - 1}.total)\n`
}

/** Steps in a row; each reads one or two earlier ones, and every other one the input too. */
function steps(from: number, to: number): string {
  return numbers(to - from)
    .map((n) => step(from + n))
    .join("")
}

function step(n: number): string {
  const last = `s${n - 1}`
  const early = `s${Math.max(0, n - 7)}`
  const mapping =
    n === 0
      ? "({ input }) => ({ lines: input.lines, label: input.id })"
      : n % 2 === 1 || early === last
        ? `({ input, ${last} }) => ({ lines: input.lines, label: ${last}.label })`
        : `({ ${last}, ${early} }) => ({ lines: [${early}.total], label: ${last}.label })`
  return `  .step("s${n}", work${n % activities}, ${mapping})\n`
}

/** A fifth of the steps before each block, and a fifth in the innermost. */
function nested(size: number): string {
  const share = size / 5
  const block = (depth: number): string => {
    const end = (depth + 1) * share
    const last = `s${end - 1}`
    const value = `({ total: ${last}.total, label: ${last}.label })`
    const inner = (): string => `(b) => b\n${block(depth + 1)}`
    const blocks = [
      () => `  .when("b${depth}", ({ ${last} }) => ${last}.total > 1, ${inner()})\n`,
      () => `  .forEach("b${depth}", ({ input }) => input.lines, ${inner()})\n`,
      () =>
        `  .loop("b${depth}", { initial: ({ ${last} }) => ${value}, until: (state) => state.total > 3, max: 3, body: ${inner()} })\n`,
      () => `  .try("b${depth}", ${inner()}, {})\n`,
    ]
    return `${steps(depth * share, end)}${blocks[depth]?.() ?? ""}  .returns(({ ${last} }) => ${value})`
  }
  return `${head}\nexport const cost = start\n${block(0)}\n`
}

function branches(size: number): string {
  const written = numbers(size).map(
    (n) =>
      `  s${n}: (b) => b.step("own${n}", work${n % activities}, ({ input }) => ({ lines: input.lines, label: input.id })),\n`,
  )
  return `${head}\nexport const cost = start.parallel({\n${written.join("")}}).returns(({ s0, s${size - 1} }) => ({ s0, s${size - 1} }))\n`
}

/** Nodes that each need one or two earlier ones and read one. */
function graph(size: number): string {
  const nodes = numbers(size).map((n) => {
    const needs = [...new Set([n - 1, n - 7])].filter((need) => need >= 0).map((need) => `n${need}`)
    const [read] = needs
    const mapping =
      read === undefined
        ? "({ input }) => ({ lines: input.lines, label: input.id })"
        : `({ input, ${read} }) => ({ lines: input.lines, label: ${read}.label })`
    return `  .node("n${n}", { needs: ${JSON.stringify(needs)} }, (b) => b.step("own${n}", work${n % activities}, ${mapping}))\n`
  })
  return `${head}\nexport const cost = start.graph((g) => g\n${nodes.join("")}).returns(({ n0 }) => n0)\n`
}

function numbers(count: number): ReadonlyArray<number> {
  return Array.from({ length: count }, (_, n) => n)
}
