import type { Chance } from "./chance.ts"
import { between, pick } from "./chance.ts"
import type { Reading } from "./program.ts"

/** Gives a random mapping of a scope. One that is wrapped makes something else of the number. */
export function randomReading(
  chance: Chance,
  scope: ReadonlyArray<string>,
  { isWrapped, isNarrow = false }: { readonly isWrapped: boolean; readonly isNarrow?: boolean },
): Reading {
  const name = pick(chance, scope)
  const other = pick(chance, scope)
  const plus = between(chance, 0, 9)
  const narrow: ReadonlyArray<Reading> = [
    { kind: "dot", name },
    { kind: "dot", name },
    { kind: "bracket", name },
    { kind: "pattern", name, plus },
    { kind: "pattern", name, plus },
    { kind: "renamed", name },
    { kind: "fallback", name, or: plus },
    { kind: "statements", name, plus },
    { kind: "inner-pattern", name, other },
    { kind: "closure", name, other },
    { kind: "shadow", name },
    { kind: "record", name, other },
    { kind: "choice", name, yes: other, no: plus },
    { kind: "expression-function", name },
    { kind: "parameter", name, parameter: other },
    { kind: "constant", value: plus },
    { kind: "local", name },
    { kind: "early", name, other, yes: pick(chance, scope) },
    { kind: "asserted", name },
    { kind: "chained", name },
    { kind: "inner-function", name },
    { kind: "summed", name, plus },
    { kind: "deep" },
    ...(chance() < 0.5 ? ([{ kind: "picky", name }] as const) : []),
  ]
  if (isNarrow || chance() < 0.85) return pick(chance, narrow)
  const wide: ReadonlyArray<Reading> = [{ kind: "rest", name }, { kind: "whole" }, { kind: "spread" }]
  return pick(chance, isWrapped ? wide : [...wide, { kind: "by-name" }])
}

/** Gives the names that a mapping reads; nothing when it may read any. */
export function namesRead(reading: Reading): ReadonlyArray<string> | undefined {
  if (reading.kind === "rest" || !("name" in reading)) return namesReadWithoutName(reading)
  if (reading.kind === "early") return [reading.name, reading.other, reading.yes]
  if (reading.kind === "choice") return [reading.name, reading.yes]
  return "other" in reading ? [reading.name, reading.other] : [reading.name]
}

function namesReadWithoutName({ kind }: Reading): ReadonlyArray<string> | undefined {
  if (kind === "constant") return []
  return kind === "deep" ? ["input"] : undefined
}
