import {
  createStep,
  createWorkflow,
  parallelize,
  StepResponse,
  transform,
  when,
  WorkflowResponse,
} from "@medusajs/workflows-sdk"
import { z } from "zod"
import type { Contestant, WorkRuns } from "../works/works.ts"
import type { Order } from "../works/tasks/order.ts"
import { peerTasks } from "./tasks.ts"
import type { PeerTasks } from "./tasks.ts"

type Count = { readonly n: number }

/** Medusa's workflows in memory. They have no loop, so one of the works is left out. */
export const medusa: Contestant = {
  name: "Medusa",
  load: async (kind) => {
    const tasks = peerTasks(kind)
    if (tasks === undefined) return {}
    return { sequence: sequence(tasks), fanOut: fanOut(tasks), decision: decision(tasks), order: order(tasks) }
  },
}

function increment(tasks: PeerTasks, name = "increment") {
  return createStep(name, async ({ n }: Count) => new StepResponse(await tasks.increment({ n })))
}

function sequence(tasks: PeerTasks): WorkRuns["sequence"] {
  const next = increment(tasks)
  const workflow = createWorkflow("sequence", (input: Count) => {
    let last = next(input).config({ name: "s1" })
    for (let step = 2; step <= 10; step++) {
      const given = transform({ last }, ({ last }) => ({ n: last }))
      last = next(given).config({ name: `s${step}` })
    }
    return new WorkflowResponse(last)
  })
  return async (input) => (await workflow.run({ input })).result
}

function fanOut(tasks: PeerTasks): WorkRuns["fanOut"] {
  const next = increment(tasks)
  const workflow = createWorkflow("fan-out", (input: Count) => {
    const a = next(input).config({ name: "a" })
    const b = next(transform({ a }, ({ a }) => ({ n: a }))).config({ name: "b" })
    const c = next(transform({ b }, ({ b }) => ({ n: b }))).config({ name: "c" })
    const branch = (index: number) =>
      next(transform({ c }, ({ c }) => ({ n: c + index }))).config({ name: `q${index}` })
    const [q1, q2, q3, q4, q5, q6, q7, q8] = parallelize(
      branch(1),
      branch(2),
      branch(3),
      branch(4),
      branch(5),
      branch(6),
      branch(7),
      branch(8),
    )
    const sum = transform({ q1, q2, q3, q4, q5, q6, q7, q8 }, (all) => ({
      n: Object.values(all).reduce((total, each) => total + each, 0),
    }))
    const d = next(sum).config({ name: "d" })
    const e = next(transform({ d }, ({ d }) => ({ n: d }))).config({ name: "e" })
    return new WorkflowResponse(e)
  })
  return async (input) => (await workflow.run({ input })).result
}

function decision(tasks: PeerTasks): WorkRuns["decision"] {
  // A condition finds a step's value only under the name that the step was made with.
  const first = increment(tasks, "a")
  const second = increment(tasks, "b")
  const shrink = increment(tasks, "shrink")
  const keep = increment(tasks, "keep")
  const grow = increment(tasks, "grow")
  const workflow = createWorkflow("decision", (input: Count) => {
    const a = first(input)
    const b = second(transform({ a }, ({ a }) => ({ n: a })))
    const large = when("large", { b }, ({ b }) => b > 100).then(() =>
      shrink(transform({ b }, ({ b }) => ({ n: b - 100 }))),
    )
    const middle = when("middle", { b }, ({ b }) => b > 10 && b <= 100).then(() =>
      keep(transform({ b }, ({ b }) => ({ n: b }))),
    )
    const small = when("small", { b }, ({ b }) => b <= 10).then(() =>
      grow(transform({ b }, ({ b }) => ({ n: b + 100 }))),
    )
    return new WorkflowResponse(
      transform({ large, middle, small }, ({ large, middle, small }) => large ?? middle ?? small ?? 0),
    )
  })
  return async (input) => (await workflow.run({ input })).result
}

const orderInput = z.object({
  id: z.string(),
  customer: z.string(),
  cents: z.number(),
  quantity: z.number(),
  speed: z.enum(["slow", "normal", "fast"]),
  items: z.array(z.number()),
})

/** The items are one step, for there is no step for each of many. */
function order(tasks: PeerTasks): WorkRuns["order"] {
  const validate = createStep("validate", async (given: Order) => new StepResponse(orderInput.parse(given)))
  const check = createStep("check", async ({ id }: Order) => new StepResponse(await tasks.checkStock({ id })))
  const price = createStep(
    "price",
    async ({ cents, quantity }: Order) => new StepResponse(await tasks.price({ cents, quantity })),
  )
  const ship = (speed: Order["speed"]) =>
    createStep(
      `ship-${speed}`,
      async (given: { readonly price: number }) => new StepResponse(await tasks.shipping(given)),
    )
  const steps = { slow: ship("slow"), normal: ship("normal"), fast: ship("fast") }
  const pack = createStep("pack", async ({ items }: Order) => {
    const packed: Array<number> = []
    const entries = items.entries()
    const worker = async (): Promise<void> => {
      for (const [index, weight] of entries) packed[index] = await tasks.pack({ weight })
    }
    await Promise.all([worker(), worker(), worker(), worker()])
    return new StepResponse(packed.reduce((sum, weight) => sum + weight, 0))
  })
  const charge = createStep(
    { name: "charge", maxRetries: 1 },
    async ({ cents }: { readonly cents: number }, { metadata }) => {
      const receipt = await tasks.charge({ cents }, { attempt: metadata.attempt })
      return new StepResponse(receipt, receipt)
    },
    async (receipt) => {
      if (receipt !== undefined) await tasks.refund({ receipt })
    },
  )
  const book = createStep(
    "book",
    async (given: { readonly receipt: string }) => new StepResponse(await tasks.book(given)),
  )
  const workflow = createWorkflow("order", (given: Order) => {
    const input = validate(given)
    const [stock, total] = parallelize(check(input), price(input))
    const shipped = (speed: Order["speed"], extra: number) =>
      when(speed, { input }, ({ input }) => input.speed === speed).then(() =>
        steps[speed](transform({ total }, ({ total }) => ({ price: total + extra }))),
      )
    const slow = shipped("slow", 0)
    const normal = shipped("normal", 100)
    const fast = shipped("fast", 200)
    const due = transform({ slow, normal, fast }, ({ slow, normal, fast }) => slow ?? normal ?? fast ?? 0)
    const packed = pack(input)
    const receipt = charge(transform({ due }, ({ due }) => ({ cents: due })))
    const paid = book(transform({ receipt }, ({ receipt }) => ({ receipt })))
    return new WorkflowResponse(
      transform({ input, stock, due, packed, paid }, ({ input, stock, due, packed, paid }) => ({
        id: input.id,
        stock,
        total: due,
        packed,
        paid,
      })),
    )
  })
  return async (input) => (await workflow.run({ input })).result
}
