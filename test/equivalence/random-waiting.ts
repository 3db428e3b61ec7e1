import { between, perhaps, pick } from "./chance.ts"
import { features } from "./features.ts"
import type { SleepTime, WaitOptions } from "./program.ts"
import { randomAttempts } from "./random-options.ts"
import type { Place, Writing } from "./random-place.ts"
import { freshName } from "./random-place.ts"
import type { WriteVerb } from "./random-verb.ts"
import { inside, randomBlock, reading } from "./random-verb.ts"

const sleep: WriteVerb = (writing, place) => ({
  kind: "sleep",
  name: freshName(writing, place),
  time: sleepTime(writing, place),
})

/** Items that sleep at the same time must not wake together. */
function sleepTime(writing: Writing, place: Place): SleepTime {
  const { chance } = writing
  const unit = between(chance, 301, 5_000)
  if (place.isRepeated) {
    const name = place.scope.includes("index") ? "index" : "input"
    return { kind: "mapped", reading: { kind: "pattern", name, plus: 1 }, unit }
  }
  if (chance() < 0.4) return { kind: "literal", ms: pick(chance, [0, between(chance, 100, 90_000)]) }
  return { kind: pick(chance, ["mapped", "date"] as const), reading: reading(writing, place), unit }
}

function waitOptions(writing: Writing, place: Place): WaitOptions {
  const { chance } = writing
  if (chance() < 0.3) return {}
  return {
    deadline: between(chance, 2_000, 120_000),
    ...perhaps(chance, 0.6, () => ({ onDeadline: randomBlock(writing, inside(place), { most: 2 }) })),
  }
}

const human: WriteVerb = (writing, place) => ({
  kind: "human",
  name: freshName(writing, place),
  ...perhaps(writing.chance, 0.5, () => ({ show: reading(writing, place, false) })),
  ...perhaps(writing.chance, 0.3, () => ({ assignees: ["ada", "bob"] })),
  ...waitOptions(writing, place),
})

const signal: WriteVerb = (writing, place) => {
  const { chance } = writing
  return {
    kind: "signal",
    name: freshName(writing, place),
    messages: Array.from({ length: between(chance, 0, 3) }, () => ({
      atMs: between(chance, 1, 200_000),
      value: between(chance, 0, 60),
      fits: chance() < 0.8,
    })),
    ...waitOptions(writing, place),
  }
}

const webhook: WriteVerb = (writing, place) => ({
  kind: "webhook",
  name: freshName(writing, place),
  ...perhaps(writing.chance, 0.5, () => ({ map: reading(writing, place) })),
  ...waitOptions(writing, place),
})

const agent: WriteVerb = (writing, place) => ({
  kind: "agent",
  name: freshName(writing, place),
  reading: reading(writing, place, false),
  options: writing.chance() < 0.5 ? {} : randomAttempts(writing.chance, ["Odd"]),
})

/** The verbs that wait for time or for somebody outside. */
export function waitingVerbs({ canBeSignalled }: Writing): ReadonlyArray<WriteVerb> {
  const signals = features.signal && canBeSignalled ? [signal] : []
  return [sleep, sleep, human, ...signals, ...(features.webhook ? [webhook] : []), ...(features.agent ? [agent] : [])]
}
