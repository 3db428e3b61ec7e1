import type { Reading } from "./program.ts"

/** What is made of the number that a mapping has read. */
export type Wrap = (expression: string) => string

const itself: Wrap = (expression) => expression

/** Prints a mapping. One that is given by name cannot be wrapped. */
export function printReading(reading: Reading, wrap: Wrap = itself): string {
  if (reading.kind === "by-name") return "num"
  const { parameter, statements = "", expression } = parts(reading)
  const wrapped = wrap(`(${expression})`)
  if (reading.kind === "expression-function") return `function (${parameter}) { return ${wrapped} }`
  if (reading.kind === "early") {
    const { name, other, yes } = reading
    const number = (each: string): string => wrap(`(num(${access("scope", each)}))`)
    return `(scope) => {\n      // One way or the other.\n      if (num(${access("scope", name)}) % 2 === 0) return ${number(yes)}\n      return ${number(other)}\n    }`
  }
  if (statements !== "") return `(${parameter}) => { ${statements}; return ${wrapped} }`
  return `(${parameter}) => ${wrapped.startsWith("{") ? `(${wrapped})` : wrapped}`
}

interface Parts {
  readonly parameter: string
  readonly statements?: string
  readonly expression: string
}

function parts(reading: Exclude<Reading, { readonly kind: "by-name" }>): Parts {
  const read = (name: string): string => `num(${access("scope", name)})`
  switch (reading.kind) {
    case "dot":
    case "expression-function":
      return { parameter: "scope", expression: read(reading.name) }
    case "bracket":
      return { parameter: "scope", expression: `num(scope[${JSON.stringify(reading.name)}])` }
    case "pattern":
      return isBindable(reading.name)
        ? { parameter: `{ ${reading.name} }`, expression: `num(${reading.name}) + ${reading.plus}` }
        : { parameter: `{ ${key(reading.name)}: it }`, expression: `num(it) + ${reading.plus}` }
    case "renamed":
      return { parameter: `{ ${key(reading.name)}: it }`, expression: "num(it)" }
    case "fallback":
      return { parameter: `{ ${key(reading.name)}: it = ${reading.or} }`, expression: "num(it)" }
    case "statements":
      return {
        parameter: "scope",
        statements: `const total = ${read(reading.name)}`,
        expression: `total + ${reading.plus}`,
      }
    case "inner-pattern":
      return {
        parameter: "scope",
        statements: `const { ${key(reading.name)}: one, ${key(reading.other)}: two } = scope`,
        expression: "num(one) + num(two)",
      }
    case "closure":
      return {
        parameter: "scope",
        expression: `[1, 2].map((n) => n + ${read(reading.name)}).length + ${read(reading.other)}`,
      }
    case "shadow":
      return { parameter: "scope", expression: `[1, 2].map((scope) => scope + 1).length + ${read(reading.name)}` }
    case "record":
      return {
        parameter: `{ ${key(reading.name)}: one, ${key(reading.other)}: two }`,
        expression: "num({ one, other: [two] })",
      }
    case "choice":
      return {
        parameter: "scope",
        expression: `${read(reading.name)} % 2 === 0 ? ${read(reading.yes)} : ${reading.no}`,
      }
    case "local":
      return { parameter: "scope", expression: `plus(${read(reading.name)})` }
    case "picky":
      return { parameter: "scope", expression: `picky(${read(reading.name)})` }
    case "early":
      return { parameter: "scope", expression: "" }
    case "asserted":
      return { parameter: "scope", expression: `num(${access("scope", reading.name)} as unknown)` }
    case "chained":
      return {
        parameter: "scope",
        expression: `num(scope?.${isIdentifier(reading.name) ? reading.name : `[${JSON.stringify(reading.name)}]`})`,
      }
    case "inner-function":
      return {
        parameter: "scope",
        statements: `const get = (): number => ${read(reading.name)}`,
        expression: "get() + get()",
      }
    case "summed":
      return {
        parameter: "scope",
        statements: "let total = 0; for (const each of [1, 2]) total += each",
        expression: `total + ${read(reading.name)} + ${reading.plus}`,
      }
    case "deep":
      return { parameter: "{ input: { n } }", expression: "num(n)" }
    case "spread":
      return { parameter: "scope", expression: "num({ ...scope })" }
    case "parameter":
      return isBindable(reading.parameter)
        ? { parameter: reading.parameter, expression: `num(${access(reading.parameter, reading.name)})` }
        : { parameter: "scope", expression: read(reading.name) }
    case "constant":
      return { parameter: "", expression: String(reading.value) }
    case "rest":
      return { parameter: `{ ${key(reading.name)}: one, ...others }`, expression: "num(one) + num(others)" }
    case "whole":
      return { parameter: "scope", expression: "num(scope)" }
  }
}

function access(object: string, name: string): string {
  return isIdentifier(name) ? `${object}.${name}` : `${object}[${JSON.stringify(name)}]`
}

/** Prints a name as the key of an object or pattern. */
export function key(name: string): string {
  return isIdentifier(name) ? name : JSON.stringify(name)
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)
}

/** Names that no variable of a module can have, or that the mappings mean something else by. */
const taken: ReadonlySet<string> = new Set(
  "arguments await class eval let static undefined yield five label list num picky plus fromStart".split(" "),
)

function isBindable(name: string): boolean {
  return isIdentifier(name) && !taken.has(name)
}
