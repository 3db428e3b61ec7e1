import { assign, createActor, fromPromise, setup, toPromise } from "xstate"
import type { AnyStateMachine } from "xstate"
import { z } from "zod"
import type { Contestant, WorkRuns } from "../works/works.ts"
import type { Order, OrderResult } from "../works/tasks/order.ts"
import { peerTasks } from "./tasks.ts"
import type { PeerTasks } from "./tasks.ts"

interface Count {
  readonly n: number
}

/** XState machines whose states invoke promises. */
export const xstate: Contestant = {
  name: "XState",
  load: async (kind) => {
    const tasks = peerTasks(kind)
    if (tasks === undefined) return {}
    return {
      sequence: run(sequence(tasks)),
      fanOut: run(fanOut(tasks)),
      hundredTimes: run(hundredTimes(tasks)),
      decision: run(decision(tasks)),
      order: async (input) => done(order(tasks), orderInput.parse(input)) as Promise<OrderResult>,
    }
  },
}

async function done(machine: AnyStateMachine, input: unknown): Promise<unknown> {
  const actor = createActor(machine, { input })
  const ended = toPromise(actor)
  actor.start()
  return ended
}

function run(machine: AnyStateMachine): WorkRuns["sequence"] {
  return async (input) => (await done(machine, input)) as number
}

function counting(tasks: PeerTasks) {
  return setup({
    // The types of a machine's context and input have no value.
    types: {} as {
      context: { n: number; iteration: number; parts: ReadonlyArray<number> }
      input: Count
      output: number
    },
    actors: { increment: fromPromise(async ({ input }: { input: Count }) => tasks.increment(input)) },
    actions: {
      take: assign({ n: (_, value: number) => value }),
      keep: assign({ parts: ({ context }, value: number) => [...context.parts, value] }),
    },
  })
}

const context = ({ input }: { readonly input: Count }) => ({ n: input.n, iteration: 0, parts: [] })
const output = ({ context }: { readonly context: Count }): number => context.n
const taken = {
  type: "take",
  params: ({ event }: { readonly event: { readonly output: number } }) => event.output,
} as const
const kept = {
  type: "keep",
  params: ({ event }: { readonly event: { readonly output: number } }) => event.output,
} as const
const given =
  (shift: number) =>
  ({ context }: { readonly context: Count }): Count => ({ n: context.n + shift })

const step = (target: string, shift = 0) =>
  ({ invoke: { src: "increment", input: given(shift), onDone: { target, actions: taken } } }) as const

function sequence(tasks: PeerTasks): AnyStateMachine {
  return counting(tasks).createMachine({
    context,
    output,
    initial: "s1",
    states: {
      s1: step("s2"),
      s2: step("s3"),
      s3: step("s4"),
      s4: step("s5"),
      s5: step("s6"),
      s6: step("s7"),
      s7: step("s8"),
      s8: step("s9"),
      s9: step("s10"),
      s10: step("end"),
      end: { type: "final" },
    },
  })
}

function fanOut(tasks: PeerTasks): AnyStateMachine {
  const branch = (index: number) =>
    ({
      initial: "work",
      states: {
        work: { invoke: { src: "increment", input: given(index), onDone: { target: "end", actions: kept } } },
        end: { type: "final" },
      },
    }) as const
  return counting(tasks).createMachine({
    context,
    output,
    initial: "a",
    states: {
      a: step("b"),
      b: step("c"),
      c: step("all"),
      all: {
        type: "parallel",
        states: {
          q1: branch(1),
          q2: branch(2),
          q3: branch(3),
          q4: branch(4),
          q5: branch(5),
          q6: branch(6),
          q7: branch(7),
          q8: branch(8),
        },
        onDone: { target: "d", actions: assign({ n: ({ context }) => context.parts.reduce((sum, n) => sum + n, 0) }) },
      },
      d: step("e"),
      e: step("end"),
      end: { type: "final" },
    },
  })
}

function hundredTimes(tasks: PeerTasks): AnyStateMachine {
  return counting(tasks).createMachine({
    context,
    output,
    initial: "next",
    states: {
      next: {
        invoke: {
          src: "increment",
          input: given(0),
          onDone: [
            { guard: ({ context }) => context.iteration === 99, target: "end", actions: taken },
            {
              target: "next",
              reenter: true,
              actions: [taken, assign({ iteration: ({ context }) => context.iteration + 1 })],
            },
          ],
        },
      },
      end: { type: "final" },
    },
  })
}

function decision(tasks: PeerTasks): AnyStateMachine {
  return counting(tasks).createMachine({
    context,
    output,
    initial: "a",
    states: {
      a: step("b"),
      b: step("chosen"),
      chosen: {
        always: [
          { guard: ({ context }) => context.n > 100, target: "large" },
          { guard: ({ context }) => context.n > 10, target: "middle" },
          { target: "small" },
        ],
      },
      large: step("end", -100),
      middle: step("end"),
      small: step("end", 100),
      end: { type: "final" },
    },
  })
}

const orderInput = z.object({
  id: z.string(),
  customer: z.string(),
  cents: z.number(),
  quantity: z.number(),
  speed: z.enum(["slow", "normal", "fast"]),
  items: z.array(z.number()),
})

interface OrderContext {
  readonly order: Order
  readonly stock: boolean
  readonly total: number
  readonly due: number
  /** The next item of each of the four regions that pack. */
  readonly next: ReadonlyArray<number>
  readonly packed: number
  readonly attempt: number
  readonly receipt: string
  readonly paid: string
}

function order(tasks: PeerTasks): AnyStateMachine {
  const machine = setup({
    // The types of a machine's context and input have no value.
    types: {} as { context: OrderContext; input: Order; output: OrderResult },
    actors: {
      check: fromPromise(async ({ input }: { input: { id: string } }) => tasks.checkStock(input)),
      price: fromPromise(async ({ input }: { input: { cents: number; quantity: number } }) => tasks.price(input)),
      ship: fromPromise(async ({ input }: { input: { price: number } }) => tasks.shipping(input)),
      pack: fromPromise(async ({ input }: { input: { weight: number } }) => tasks.pack(input)),
      charge: fromPromise(async ({ input }: { input: { cents: number; attempt: number } }) =>
        tasks.charge({ cents: input.cents }, { attempt: input.attempt }),
      ),
      book: fromPromise(async ({ input }: { input: { receipt: string } }) => tasks.book(input)),
      refund: fromPromise(async ({ input }: { input: { receipt: string } }) => tasks.refund(input)),
    },
  })
  const ship = (extra: number) =>
    machine.createStateConfig({
      invoke: {
        src: "ship",
        input: ({ context }) => ({ price: context.total + extra }),
        onDone: { target: "pack", actions: assign({ due: ({ event }) => event.output }) },
      },
    })
  // Every fourth item: regions enter their states together, so that they cannot take from one list.
  const packer = (region: number) =>
    machine.createStateConfig({
      initial: "next",
      states: {
        next: {
          always: [
            { guard: ({ context }) => (context.next[region] ?? 0) < context.order.items.length, target: "work" },
            { target: "end" },
          ],
        },
        work: {
          invoke: {
            src: "pack",
            input: ({ context }) => ({ weight: context.order.items[context.next[region] ?? 0] ?? 0 }),
            onDone: {
              target: "next",
              actions: assign({
                packed: ({ context, event }) => context.packed + event.output,
                next: ({ context }) => context.next.map((item, index) => (index === region ? item + 4 : item)),
              }),
            },
          },
        },
        end: { type: "final" },
      },
    })
  return machine.createMachine({
    context: ({ input }) => ({
      order: input,
      stock: false,
      total: 0,
      due: 0,
      next: [0, 1, 2, 3],
      packed: 0,
      attempt: 1,
      receipt: "",
      paid: "",
    }),
    output: ({ context: { order, stock, due, packed, paid } }) => ({ id: order.id, stock, total: due, packed, paid }),
    initial: "both",
    states: {
      both: {
        type: "parallel",
        states: {
          stock: {
            initial: "work",
            states: {
              work: {
                invoke: {
                  src: "check",
                  input: ({ context }) => ({ id: context.order.id }),
                  onDone: { target: "end", actions: assign({ stock: ({ event }) => event.output }) },
                },
              },
              end: { type: "final" },
            },
          },
          total: {
            initial: "work",
            states: {
              work: {
                invoke: {
                  src: "price",
                  input: ({ context: { order } }) => ({ cents: order.cents, quantity: order.quantity }),
                  onDone: { target: "end", actions: assign({ total: ({ event }) => event.output }) },
                },
              },
              end: { type: "final" },
            },
          },
        },
        onDone: "due",
      },
      due: {
        always: [
          { guard: ({ context }) => context.order.speed === "slow", target: "slow" },
          { guard: ({ context }) => context.order.speed === "normal", target: "normal" },
          { target: "fast" },
        ],
      },
      slow: ship(0),
      normal: ship(100),
      fast: ship(200),
      pack: {
        type: "parallel",
        states: { p0: packer(0), p1: packer(1), p2: packer(2), p3: packer(3) },
        onDone: "charge",
      },
      charge: {
        invoke: {
          src: "charge",
          input: ({ context }) => ({ cents: context.due, attempt: context.attempt }),
          onDone: { target: "book", actions: assign({ receipt: ({ event }) => event.output }) },
          onError: {
            guard: ({ context }) => context.attempt === 1,
            target: "charge",
            reenter: true,
            actions: assign({ attempt: ({ context }) => context.attempt + 1 }),
          },
        },
      },
      book: {
        invoke: {
          src: "book",
          input: ({ context }) => ({ receipt: context.receipt }),
          onDone: { target: "end", actions: assign({ paid: ({ event }) => event.output }) },
          onError: "refund",
        },
      },
      refund: {
        invoke: { src: "refund", input: ({ context }) => ({ receipt: context.receipt }), onDone: "failed" },
      },
      failed: { type: "final" },
      end: { type: "final" },
    },
  })
}
