import type { Kind } from "./tasks/as-effects.ts"
import type { Order, OrderResult } from "./tasks/order.ts"

export type { Kind }

interface Count {
  readonly n: number
}

/** How each work is run, by its name. */
export interface WorkRuns {
  readonly sequence: (input: Count) => Promise<number>
  readonly fanOut: (input: Count) => Promise<number>
  readonly hundredTimes: (input: Count) => Promise<number>
  readonly decision: (input: Count) => Promise<number>
  readonly order: (input: Order) => Promise<OrderResult>
}

export type WorkName = keyof WorkRuns

/** A work as data: what goes in, and what must come out. */
export interface Work<Name extends WorkName = WorkName> {
  readonly name: Name
  readonly label: string
  readonly title: string
  /** How many activities one run calls. */
  readonly steps: number
  readonly cases: ReadonlyArray<{
    readonly input: Parameters<WorkRuns[Name]>[0]
    readonly output: Awaited<ReturnType<WorkRuns[Name]>>
  }>
}

/**
 * Somebody who can do works: a runner, code written by hand, a peer.
 *
 * **Details**
 *
 * `load` is called in the process that measures, once for one kind of activities, and gives the works that can be done
 * with them.
 */
export interface Contestant {
  readonly name: string
  readonly load: (kind: Kind) => Promise<Partial<WorkRuns>>
}

const order = (speed: Order["speed"]): Order => ({
  id: "order-1",
  customer: "ada@example.org",
  cents: 250,
  quantity: 4,
  speed,
  items: Array.from({ length: 20 }, (_, index) => index),
})
const ordered = (total: number): OrderResult => ({
  id: "order-1",
  stock: true,
  total,
  packed: 210,
  paid: `charged ${total}`,
})

/** All works, in the order in which they are measured. */
export const works: { readonly [Name in WorkName]: Work<Name> } = {
  sequence: {
    name: "sequence",
    label: "W1",
    title: "10 steps in a row",
    steps: 10,
    cases: [0, 1, 2, 3].map((n) => ({ input: { n }, output: n + 10 })),
  },
  fanOut: {
    name: "fanOut",
    label: "W2",
    title: "3 steps, 8 at once, 2",
    steps: 13,
    cases: [0, 1, 2, 3].map((n) => ({ input: { n }, output: 8 * (n + 3) + 36 + 8 + 2 })),
  },
  hundredTimes: {
    name: "hundredTimes",
    label: "W3",
    title: "a loop of 100",
    steps: 100,
    cases: [0, 1, 2, 3].map((n) => ({ input: { n }, output: n + 100 })),
  },
  decision: {
    name: "decision",
    label: "W4",
    title: "2 steps and a three-way match",
    steps: 3,
    cases: [
      { input: { n: 1 }, output: 104 },
      { input: { n: 20 }, output: 23 },
      { input: { n: 200 }, output: 103 },
      { input: { n: 2 }, output: 105 },
    ],
  },
  order: {
    name: "order",
    label: "W5",
    title: "validate, 2 at once, match, 20 items by 4, retry, compensation",
    steps: 26,
    cases: [
      { input: order("slow"), output: ordered(1500) },
      { input: order("normal"), output: ordered(1600) },
      { input: order("fast"), output: ordered(1700) },
      { input: order("normal"), output: ordered(1600) },
    ],
  },
}
