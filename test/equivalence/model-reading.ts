import { num } from "./numbers.ts"
import { Defect } from "./model-place.ts"
import type { Scope } from "./model-place.ts"
import type { LetShape, Reading } from "./program.ts"

/** Gives the number that a mapping reads of a scope. */
export function read(reading: Reading, scope: Scope): number {
  const at = (name: string): number => num(scope.get(name))
  switch (reading.kind) {
    case "dot":
    case "bracket":
    case "renamed":
    case "expression-function":
    case "parameter":
      return at(reading.name)
    case "pattern":
    case "statements":
      return at(reading.name) + reading.plus
    case "fallback":
      return scope.get(reading.name) === undefined ? num(reading.or) : at(reading.name)
    case "inner-pattern":
      return at(reading.name) + at(reading.other)
    case "closure":
      return 2 + at(reading.other)
    case "shadow":
      return 2 + at(reading.name)
    case "record":
      return num({ one: scope.get(reading.name), other: [scope.get(reading.other)] })
    case "choice":
      return at(reading.name) % 2 === 0 ? at(reading.yes) : reading.no
    case "local":
      return at(reading.name) + 5
    case "picky": {
      const n = at(reading.name)
      if (n % 23 === 7) throw new Defect(new Error(`${n} will not do`))
      return n
    }
    case "early":
      return at(reading.name) % 2 === 0 ? at(reading.yes) : at(reading.other)
    case "asserted":
    case "chained":
      return at(reading.name)
    case "inner-function":
      return at(reading.name) + at(reading.name)
    case "summed":
      return 3 + at(reading.name) + reading.plus
    case "deep":
      return num(Object(scope.get("input")).n)
    case "constant":
      return reading.value
    case "rest":
      return at(reading.name) + num(Object.fromEntries([...scope].filter(([name]) => name !== reading.name)))
    case "spread":
    case "whole":
    case "by-name":
      return num(Object.fromEntries(scope))
  }
}

/** Gives what a `let` makes of a number. */
export function shaped(shape: LetShape, n: number): unknown {
  switch (shape) {
    case "number":
      return n
    case "list":
      return [n, 1]
    case "record":
      return { value: n, more: [2] }
    case "text":
      return `text ${n}`
    case "nothing":
      return undefined
    case "maybe":
      return n % 2 === 0 ? 4 : undefined
  }
}
