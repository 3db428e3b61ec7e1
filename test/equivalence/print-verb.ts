import { printAttemptOptions, printDuration, printRecord, printStepOptions, printTogether } from "./print-options.ts"
import { key, printReading } from "./print-reading.ts"
import type { Block, LetShape, NamedBlock, SleepTime, Verb, WaitOptions } from "./program.ts"

/** Prints the verbs of a block, each on its line, and what it returns. */
export function printBlock({ verbs, returns }: Block, depth: number): string {
  const lines = verbs.map((verb) => `\n${"  ".repeat(depth)}${printVerb(verb, depth)}`)
  return `${lines.join("")}${returns === undefined ? "" : `.returns(${printReading(returns)})`}`
}

type Print<Kind extends Verb["kind"]> = (verb: Extract<Verb, { readonly kind: Kind }>, depth: number) => string

const printers: { readonly [Kind in Verb["kind"]]: Print<Kind> } = {
  step: ({ name, activity, reading, options }) =>
    call("step", [quoted(name), activity, reading && printReading(reading), printRecord(printStepOptions(options))]),
  let: ({ name, reading, shape }) => call("let", [quoted(name), printReading(reading, shapes[shape])]),
  parallel: ({ branches, options }, depth) =>
    call("parallel", [printBlocks(branches, depth), printRecord(printTogether(options))]),
  race: ({ name, branches }, depth) => call("race", [quoted(name), printBlocks(branches, depth)]),
  graph: ({ nodes, concurrency }, depth) => {
    const printed = nodes.map(({ name, needs, block }) =>
      call("node", [quoted(name), `{ needs: ${JSON.stringify(needs)} }`, writer(block, depth)]),
    )
    const options = printTogether(concurrency === undefined ? {} : { concurrency })
    return call("graph", [`(g) => g${printed.join("")}`, printRecord(options)])
  },
  when: ({ name, test, then, otherwise }, depth) =>
    call("when", [
      quoted(name),
      printReading(test, (number) => `${number} % 2 === 0`),
      writer(then, depth),
      otherwise && writer(otherwise, depth),
    ]),
  match: ({ name, on, cases, otherwise }, depth) =>
    call("match", [
      quoted(name),
      printReading(on, (number) => `label${number}`),
      printBlocks(cases, depth),
      otherwise && writer(otherwise, depth),
    ]),
  loop: ({ name, initial, body, test, bound, max, onExhausted }, depth) => {
    const predicate =
      test === "until" ? `(state, iteration) => state > ${bound} || iteration >= 3` : `(state) => state < ${bound}`
    const entries = [
      `initial: ${printReading(initial)}`,
      `body: ${writer(body, depth)}`,
      `${test}: ${predicate}`,
      `max: ${max}`,
      ...(onExhausted === undefined ? [] : [`onExhausted: "${onExhausted}"`]),
    ]
    return call("loop", [quoted(name), printRecord(entries)])
  },
  forEach: ({ name, items, body, options, key: itemKey }, depth) =>
    call("forEach", [
      quoted(name),
      printReading(items, (number) => `list${number}`),
      writer(body, depth),
      printRecord([...printTogether(options), ...(itemKey === undefined ? [] : [`key: ${itemKeys[itemKey]}`])]),
    ]),
  try: ({ name, body, handlers }, depth) =>
    call("try", [quoted(name), writer(body, depth), printBlocks(handlers, depth)]),
  saga: ({ name, body }, depth) => call("saga", [quoted(name), writer(body, depth)]),
  use: ({ name, resource, body }, depth) => call("use", [quoted(name), resource, writer(body, depth)]),
  sleep: ({ name, time }) => call("sleep", [quoted(name), printTime(time)]),
  signal: ({ name, ...wait }, depth) =>
    call("signal", [quoted(name), printRecord([`payload: ${valueSchema}`, ...printWait(wait, depth)])]),
  human: ({ name, show, assignees, ...wait }, depth) =>
    call("human", [
      quoted(name),
      printRecord([
        `form: ${valueSchema}`,
        ...(show === undefined ? [] : [`show: ${printReading(show)}`]),
        ...(assignees === undefined ? [] : [`assignees: ${JSON.stringify(assignees)}`]),
        ...printWait(wait, depth),
      ]),
    ]),
  webhook: ({ name, map, ...wait }, depth) =>
    call("webhook", [
      quoted(name),
      printRecord([
        `payload: ${valueSchema}`,
        map === undefined ? "announce: tell" : "announce",
        ...(map === undefined
          ? []
          : [`map: ${withUrl(printReading(map, (number) => `({ n: ${number}, link: url })`))}`]),
        'verify: ({ headers }) => headers["x-key"] === "good"',
        ...printWait(wait, depth),
      ]),
    ]),
  agent: ({ name, reading, options }) =>
    call("agent", [quoted(name), "guess", printReading(reading), printRecord(printAttemptOptions(options))]),
  child: ({ name, program, reading }) =>
    call("child", [quoted(name), program.name, printReading(reading, (number) => `({ n: ${number} })`)]),
}

function printVerb(verb: Verb, depth: number): string {
  // The printer under a kind takes the verbs of that kind, which the index cannot say.
  return (printers[verb.kind] as (verb: Verb, depth: number) => string)(verb, depth)
}

const valueSchema = "Schema.Struct({ value: Schema.Number })"

const shapes: { readonly [Shape in LetShape]: (number: string) => string } = {
  number: (number) => number,
  list: (number) => `[${number}, 1]`,
  record: (number) => `({ value: ${number}, more: [2] })`,
  text: (number) => `\`text \${${number}}\``,
  nothing: (number) => `void ${number}`,
  maybe: (number) => `${number} % 2 === 0 ? 4 : undefined`,
}

const itemKeys = { unique: "(item, index) => `${item}-${index}`", clash: "(item) => item % 2" } as const

function call(verb: string, given: ReadonlyArray<string | undefined>): string {
  return `.${verb}(${given.filter((each) => each !== undefined && each !== "").join(", ")})`
}

function writer(block: Block, depth: number): string {
  return `(b) => b${printBlock(block, depth + 1)}`
}

function printBlocks(blocks: ReadonlyArray<NamedBlock>, depth: number): string {
  return printRecord(blocks.map(({ name, block }) => `${key(name)}: ${writer(block, depth)}`)) || "{}"
}

function printTime(time: SleepTime): string {
  if (time.kind === "literal") return printDuration(time.ms)
  return printReading(time.reading, (number) =>
    time.kind === "mapped" ? `${number} * ${time.unit}` : `fromStart(${number} * ${time.unit})`,
  )
}

function printWait({ deadline, onDeadline }: WaitOptions, depth: number): ReadonlyArray<string> {
  return [
    ...(deadline === undefined ? [] : [`deadline: ${printDuration(deadline)}`]),
    ...(onDeadline === undefined ? [] : [`onDeadline: ${writer(onDeadline, depth)}`]),
  ]
}

/** Gives a printed mapping a second parameter. */
function withUrl(mapping: string): string {
  return mapping.replace(/^(?:function )?\(([^)]*)\)/, (head, parameter: string) =>
    head.replace(`(${parameter})`, `(${parameter === "" ? "_" : parameter}, url)`),
  )
}

function quoted(name: string): string {
  return JSON.stringify(name)
}
