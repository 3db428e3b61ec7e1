// Measures what each optimization pass buys: runners built without it, beside those built with all passes.
// node passes.ts [--processes 5] [--rounds 15] [--millis 25]
import { rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { generate, passNames } from "@millrace/codegen"
import type { PassName } from "@millrace/codegen"
import { measuredBy } from "./harness/child.ts"
import { machine } from "./harness/machine.ts"
import type { Asked } from "./harness/measure-work.ts"
import { costOf } from "./harness/statistics.ts"
import { formatSummary } from "./harness/summary.ts"
import type { Measured } from "./harness/table.ts"
import { withoutPassFile } from "./works/without-passes.ts"
import { works } from "./works/works.ts"
import type { Kind, WorkName } from "./works/works.ts"

const { values: options } = parseArgs({
  options: {
    processes: { type: "string", default: "5" },
    rounds: { type: "string", default: "15" },
    millis: { type: "string", default: "25" },
  },
})
const processes = Number(options.processes)
const kinds: ReadonlyArray<Kind> = ["values", "promises"]

console.log(machine())
const written = kinds.flatMap(buildWithoutPasses)
try {
  const measured = kinds.flatMap((kind) => Object.values(works).map(({ name }) => measure(name, kind)))
  for (const kind of kinds) console.log(`\n${formatSummary(kind, measured)}`)
} finally {
  for (const file of written) rmSync(file)
}

/** Builds a kind's runners without each pass; where that makes no difference to the text, there is nothing to measure. */
function buildWithoutPasses(kind: Kind): ReadonlyArray<URL> {
  const withAll = built(kind)
  return passNames.flatMap((pass) => {
    const runner = built(kind, pass)
    if (runner === withAll) return []
    const file = withoutPassFile(kind, pass)
    writeFileSync(file, runner)
    return [file]
  })
}

function built(kind: Kind, pass?: PassName): string {
  const flow = fileURLToPath(new URL(`works/flows/${kind}.flow.ts`, import.meta.url))
  const without = new Set(pass === undefined ? [] : [pass])
  const [{ runner } = {}] = generate([flow], { without })
  if (runner === undefined) throw new Error(`'${flow}' was refused`)
  return runner
}

function measure(work: WorkName, kind: Kind): Measured {
  const asked: Asked = {
    work,
    kind,
    beside: "without passes",
    rounds: Math.ceil(Number(options.rounds) / processes),
    millisPerRound: Number(options.millis),
  }
  const micros = new Map<string, Array<number>>()
  for (let process = 0; process < processes; process++) {
    // What our own script prints.
    const costs = measuredBy("harness/measure-work.ts", asked) as Readonly<Record<string, ReadonlyArray<number>>>
    for (const [way, some] of Object.entries(costs)) micros.set(way, [...(micros.get(way) ?? []), ...some])
  }
  const { label, title, steps } = works[work]
  const costs = Object.fromEntries([...micros].map(([way, some]) => [way, costOf(some)]))
  return { label, title, steps, kind, base: "emitted", costs }
}
