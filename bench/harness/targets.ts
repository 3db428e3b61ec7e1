import type { WorkName } from "../works/works.ts"
import { figure } from "./table.ts"
import type { Measured } from "./table.ts"

/** What a number must be. */
export interface Target {
  readonly what: string
  readonly found: number
  readonly atMost: number
  readonly unit: string
}

/** What the runners must cost, as ratios between medians of one process. */
export function runnerTargets(all: ReadonlyMap<string, Measured>): ReadonlyArray<Target> {
  const ratio = (work: WorkName, kind: string, [way, to]: readonly [string, string]): number => {
    const costs = all.get(`${work} ${kind}, by hand`)?.costs
    return (costs?.[way]?.median ?? Number.NaN) / (costs?.[to]?.median ?? Number.NaN)
  }
  const names: ReadonlyArray<WorkName> = ["sequence", "fanOut", "hundredTimes", "decision", "order"]
  const label = (name: WorkName): string => `W${names.indexOf(name) + 1}`
  const watchedStep = (kind: string): number => {
    const measured = all.get(`sequence ${kind}, our ways`)
    return (measured?.costs["emitted, observed"]?.median ?? Number.NaN) / (measured?.steps ?? 1)
  }
  return [
    ...names.map((name) => ({
      what: `${label(name)}, values: emitted to async/await`,
      found: ratio(name, "values", ["emitted", "async/await"]),
      atMost: name === "sequence" || name === "decision" ? 0.5 : 1,
      unit: "×",
    })),
    ...names.map((name) => ({
      what: `${label(name)}, Promises: emitted to async/await with the same handling`,
      found: ratio(name, "promises", ["emitted", "async/await, handled"]),
      atMost: 1.3,
      unit: "×",
    })),
    ...names.map((name) => ({
      what: `${label(name)}, Effects: emitted to Effect pipe`,
      found: ratio(name, "effects", ["emitted", "Effect pipe"]),
      atMost: 1.1,
      unit: "×",
    })),
    ...["values", "promises", "effects"].map((kind) => ({
      what: `W1, ${kind}: emitted, a step with events on`,
      found: watchedStep(kind),
      atMost: 3,
      unit: "µs",
    })),
    ...[
      { peer: "Mastra", times: 300 },
      { peer: "LangGraph", times: 3_000 },
    ].map(({ peer, times }) => {
      const costs = all.get("sequence values, peers")?.costs
      const faster = (costs?.[peer]?.median ?? Number.NaN) / (costs?.["emitted"]?.median ?? Number.NaN)
      return {
        what: `W1, values: emitted to ${peer} (1/${figure(faster)})`,
        found: 1 / faster,
        atMost: 1 / times,
        unit: "×",
      }
    }),
  ]
}

/** Whether a target is met; one that was not measured is not. */
export function isMet({ found, atMost }: Target): boolean {
  return found <= atMost
}

/** Says of each target what was found, and whether that is enough. */
export function formatTargets(targets: ReadonlyArray<Target>): ReadonlyArray<ReadonlyArray<string>> {
  return [
    ["target", "found", "at most", "met"],
    ...targets
      .filter(({ found }) => !Number.isNaN(found))
      .map((target) => [
        target.what,
        `${figure(target.found)} ${target.unit}`,
        `${figure(target.atMost)} ${target.unit}`,
        isMet(target) ? "yes" : "no",
      ]),
  ]
}
