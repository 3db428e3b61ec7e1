// Measures works side by side: runners, interpreter, code written by hand, and with `--peers` other engines.
// node run.ts [--peers] [--only-peers] [--mixed] [--work sequence] [--kind values] [--processes 5] [--rounds 15] [--millis 25] [--json file]
import { writeFileSync } from "node:fs"
import { parseArgs } from "node:util"
import { works } from "./works/works.ts"
import type { Kind, WorkName } from "./works/works.ts"
import { measuredBy } from "./harness/child.ts"
import { installPeers } from "./harness/install-peers.ts"
import { machine } from "./harness/machine.ts"
import type { Asked, Beside } from "./harness/measure-work.ts"
import { costOf } from "./harness/statistics.ts"
import type { Cost } from "./harness/statistics.ts"
import { formatSummary } from "./harness/summary.ts"
import { aligned, formatMeasured } from "./harness/table.ts"
import type { Measured } from "./harness/table.ts"
import { formatTargets, runnerTargets } from "./harness/targets.ts"

const { values: options } = parseArgs({
  options: {
    peers: { type: "boolean", default: false },
    "only-peers": { type: "boolean", default: false },
    mixed: { type: "boolean", default: false },
    work: { type: "string", multiple: true },
    kind: { type: "string", multiple: true },
    processes: { type: "string", default: "5" },
    rounds: { type: "string", default: "15" },
    millis: { type: "string", default: "25" },
    json: { type: "string" },
  },
})
const rounds = Number(options.rounds)
const processes = Number(options.processes)
if (!(rounds >= 7)) throw new Error(`a median needs 7 rounds or more, not '${options.rounds}'`)
const kinds: ReadonlyArray<Kind> = ["values", "promises", "effects"]
const chosenKinds = kinds.filter((kind) => options.kind?.includes(kind) ?? true)
const chosenWorks = Object.values(works).filter(({ name }) => options.work?.includes(name) ?? true)

const peers = options.peers || options["only-peers"]
if (peers) installPeers("peers")
console.log(machine())
const all = new Map<string, Measured>()
for (const { name } of chosenWorks) {
  for (const kind of chosenKinds) {
    if (!options["only-peers"]) {
      measure(name, kind, "by hand")
      measure(name, kind, "our ways")
    }
    if (peers && kind !== "effects") measure(name, kind, "peers")
  }
}
for (const kind of new Set([...all.values()].map((measured) => measured.kind))) {
  console.log(`\n${formatSummary(kind, [...all.values()])}`)
}
console.log(`\n${aligned(formatTargets(runnerTargets(all))).join("\n")}`)
if (options.json !== undefined) writeFileSync(options.json, JSON.stringify(Object.fromEntries(all), null, 2))

function measure(work: WorkName, kind: Kind, beside: Beside): void {
  const asked: Asked = {
    work,
    kind,
    beside,
    mixed: options.mixed,
    rounds: Math.ceil(rounds / processes),
    millisPerRound: Number(options.millis),
  }
  const micros = new Map<string, Array<number>>()
  for (let process = 0; process < processes; process++) {
    // What our own script prints.
    const measured = measuredBy("harness/measure-work.ts", asked) as Readonly<Record<string, ReadonlyArray<number>>>
    for (const [way, costs] of Object.entries(measured)) micros.set(way, [...(micros.get(way) ?? []), ...costs])
  }
  const costs: Readonly<Record<string, Cost>> = Object.fromEntries(
    [...micros].map(([way, costs]) => [way, costOf(costs)]),
  )
  const { label, title, steps } = works[work]
  const base = kind === "effects" ? (beside === "by hand" ? "Effect pipe" : "emitted") : "async/await"
  const measured = { label, title, steps, kind: `${kind}, ${beside}`, base, costs }
  all.set(`${work} ${measured.kind}`, measured)
  console.log(`\n${formatMeasured(measured)}`)
}
