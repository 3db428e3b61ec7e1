/** Flows that break a rule and flows that do not. `«` and `»` stand around the words that are reported. */
export interface RuleFixtures {
  readonly found: ReadonlyArray<FoundSample>
  readonly fine: ReadonlyArray<Sample>
}

/** A flow: the verbs between `flow("order", { input: Order })` and `.returns(() => 1)`, and what stands around them. */
export interface Sample {
  readonly chain: string
  /** What ends the flow. @default `.returns(() => 1)` */
  readonly returns?: string
  /** Options of the flow behind its input: `, timeout: "1 minute"`. */
  readonly options?: string
  /** Lines in front of the flow: imports, declarations, other flows. */
  readonly head?: string
  /** Modules beside the flow file. */
  readonly files?: Readonly<Record<string, string>>
}

/** A flow that breaks the rule, and what is said of it. */
export interface FoundSample extends Sample {
  readonly says: string
  readonly details?: ReadonlyArray<string>
}

/** Gives a sample of every one of these chains. */
export function chains(...given: ReadonlyArray<string>): ReadonlyArray<Sample> {
  return given.map((chain) => ({ chain }))
}

/** Gives the fixtures of a rule about durable flows. */
export function durable({ found, fine }: RuleFixtures): RuleFixtures {
  return { found: found.map(durably), fine: fine.map(durably) }
}

function durably<Given extends Sample>(sample: Given): Given {
  return { ...sample, options: `${sample.options ?? ""}, durable: true` }
}

const activities = `import { activity, capability } from "@millrace/dsl"

interface Order {
  readonly id: string
  readonly amount: number
  readonly at?: Date
  readonly lines?: ReadonlyArray<{ readonly sku: string; readonly count: number }>
}

export const charge = activity("charge", async (order: Order) => order.amount)
export const weigh = activity("weigh", { timeout: "30 seconds", run: async (order: Order) => order.amount })
export const judge = capability("judge", (order: Order) => order.amount)
`

/** Rules that need types: what they say comes with the check of types. */
export const typedRules: ReadonlySet<string> = new Set(["VALUE.NOT_JSON", "FAILURE.NOT_JSON", "SECRET.IN_JOURNAL"])

/** Gives the files of a sample, with the marks still in the flow file. */
export function filesOf(sample: Sample): Readonly<Record<string, string>> {
  const { chain, returns = ".returns(() => 1)", options = "", head = "", files = {} } = sample
  const flow = `import { activity, flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { charge, judge, weigh } from "./activities.ts"
${head}
const Order = Schema.Struct({
  id: Schema.String,
  amount: Schema.Number,
  at: Schema.DateFromString,
  lines: Schema.Array(Schema.Struct({ sku: Schema.String, count: Schema.Number })),
})

export const order = flow("order", { input: Order${options} })
  ${chain}
  ${returns}
`
  return { "activities.ts": activities, "order.flow.ts": flow, ...files }
}

/** A flow file without its marks, and where they were. */
export function unmarked(text: string): { readonly text: string; readonly start: number; readonly end: number } {
  const start = text.indexOf("«")
  const end = text.indexOf("»") - 1
  return { text: text.replaceAll(/[«»]/g, ""), start, end }
}
