import { Declined } from "../tasks/order.ts"
import type { Order, OrderResult } from "../tasks/order.ts"
import * as tasks from "../tasks/promises.ts"
import { Execution } from "./execution.ts"
import type { StepDefinition } from "./execution.ts"
import { validOrder } from "./valid-order.ts"

type Count = { readonly n: number }

const increment: StepDefinition<Count, number> = { name: "increment", run: tasks.increment }
const checkStock = { name: "check-stock", run: tasks.checkStock }
const price = { name: "price", run: tasks.price }
const shipping: StepDefinition<{ readonly price: number }, number> = { name: "shipping", run: tasks.shipping }
const pack = { name: "pack", run: tasks.pack }
const charge = { name: "charge", run: tasks.charge, errors: [Declined], maximumAttempts: 2 }
const book = { name: "book", run: tasks.book }
const refund = { name: "refund", run: tasks.refund }

/** Async functions whose steps can be aborted, time out and wrap undeclared errors, as those of a runner. */
export async function sequence(input: Count): Promise<number> {
  const execution = new Execution()
  const s1 = await execution.step(increment, { n: input.n })
  const s2 = await execution.step(increment, { n: s1 })
  const s3 = await execution.step(increment, { n: s2 })
  const s4 = await execution.step(increment, { n: s3 })
  const s5 = await execution.step(increment, { n: s4 })
  const s6 = await execution.step(increment, { n: s5 })
  const s7 = await execution.step(increment, { n: s6 })
  const s8 = await execution.step(increment, { n: s7 })
  const s9 = await execution.step(increment, { n: s8 })
  return execution.step(increment, { n: s9 })
}

export async function fanOut(input: Count): Promise<number> {
  const execution = new Execution()
  const a = await execution.step(increment, { n: input.n })
  const b = await execution.step(increment, { n: a })
  const c = await execution.step(increment, { n: b })
  const all = await execution.all([
    execution.step(increment, { n: c + 1 }),
    execution.step(increment, { n: c + 2 }),
    execution.step(increment, { n: c + 3 }),
    execution.step(increment, { n: c + 4 }),
    execution.step(increment, { n: c + 5 }),
    execution.step(increment, { n: c + 6 }),
    execution.step(increment, { n: c + 7 }),
    execution.step(increment, { n: c + 8 }),
  ])
  const d = await execution.step(increment, { n: all.reduce((sum, each) => sum + each, 0) })
  return execution.step(increment, { n: d })
}

export async function hundredTimes(input: Count): Promise<number> {
  const execution = new Execution()
  let state = input.n
  for (let iteration = 1; iteration <= 100; iteration++) state = await execution.step(increment, { n: state })
  return state
}

export async function decision(input: Count): Promise<number> {
  const execution = new Execution()
  const a = await execution.step(increment, { n: input.n })
  const b = await execution.step(increment, { n: a })
  switch (b > 100 ? "large" : b > 10 ? "middle" : "small") {
    case "large":
      return execution.step(increment, { n: b - 100 })
    case "middle":
      return execution.step(increment, { n: b })
    case "small":
      return execution.step(increment, { n: b + 100 })
  }
}

export async function order(given: Order): Promise<OrderResult> {
  const input = validOrder(given)
  const execution = new Execution()
  const [stock, total] = await execution.all([
    execution.step(checkStock, { id: input.id }),
    execution.step(price, { cents: input.cents, quantity: input.quantity }),
  ])
  const due = await shipped(execution, input, total)
  const packed: Array<number> = []
  const entries = input.items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, weight] of entries) packed[index] = await execution.step(pack, { weight })
  }
  await execution.all([worker(), worker(), worker(), worker()])
  const undo: Array<() => Promise<void>> = []
  try {
    const receipt = await execution.retried(charge, { cents: due })
    undo.push(() => new Execution().step(refund, { receipt }))
    const paid = await execution.step(book, { receipt })
    return { id: input.id, stock, total: due, packed: packed.reduce((sum, weight) => sum + weight, 0), paid }
  } catch (error) {
    for (const each of undo.toReversed()) await each()
    throw error
  }
}

function shipped(execution: Execution, { speed }: Order, total: number): Promise<number> {
  switch (speed) {
    case "slow":
      return execution.step(shipping, { price: total })
    case "normal":
      return execution.step(shipping, { price: total + 100 })
    case "fast":
      return execution.step(shipping, { price: total + 200 })
  }
}
