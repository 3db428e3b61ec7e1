import { book, charge, checkStock, increment, pack, price, refund, shipping } from "../tasks/promises.ts"
import type { Order, OrderResult } from "../tasks/order.ts"
import { validOrder } from "./valid-order.ts"

type Count = { readonly n: number }

/** Async functions that call async functions: what everybody writes first. Nothing can be aborted or times out. */
export async function sequence(input: Count): Promise<number> {
  const s1 = await increment({ n: input.n })
  const s2 = await increment({ n: s1 })
  const s3 = await increment({ n: s2 })
  const s4 = await increment({ n: s3 })
  const s5 = await increment({ n: s4 })
  const s6 = await increment({ n: s5 })
  const s7 = await increment({ n: s6 })
  const s8 = await increment({ n: s7 })
  const s9 = await increment({ n: s8 })
  return increment({ n: s9 })
}

export async function fanOut(input: Count): Promise<number> {
  const a = await increment({ n: input.n })
  const b = await increment({ n: a })
  const c = await increment({ n: b })
  const all = await Promise.all([
    increment({ n: c + 1 }),
    increment({ n: c + 2 }),
    increment({ n: c + 3 }),
    increment({ n: c + 4 }),
    increment({ n: c + 5 }),
    increment({ n: c + 6 }),
    increment({ n: c + 7 }),
    increment({ n: c + 8 }),
  ])
  const d = await increment({ n: all.reduce((sum, each) => sum + each, 0) })
  return increment({ n: d })
}

export async function hundredTimes(input: Count): Promise<number> {
  let state = input.n
  for (let iteration = 1; iteration <= 100; iteration++) state = await increment({ n: state })
  return state
}

export async function decision(input: Count): Promise<number> {
  const a = await increment({ n: input.n })
  const b = await increment({ n: a })
  switch (b > 100 ? "large" : b > 10 ? "middle" : "small") {
    case "large":
      return increment({ n: b - 100 })
    case "middle":
      return increment({ n: b })
    case "small":
      return increment({ n: b + 100 })
  }
}

export async function order(given: Order): Promise<OrderResult> {
  const input = validOrder(given)
  const [stock, total] = await Promise.all([
    checkStock({ id: input.id }),
    price({ cents: input.cents, quantity: input.quantity }),
  ])
  const due = await shipped(input, total)
  const packed = await eachOf(input.items, 4, (weight) => pack({ weight }))
  const receipt = await twice((attempt) => charge({ cents: due }, { attempt }))
  try {
    const paid = await book({ receipt })
    return { id: input.id, stock, total: due, packed: packed.reduce((sum, weight) => sum + weight, 0), paid }
  } catch (error) {
    await refund({ receipt })
    throw error
  }
}

function shipped({ speed }: Order, total: number): Promise<number> {
  switch (speed) {
    case "slow":
      return shipping({ price: total })
    case "normal":
      return shipping({ price: total + 100 })
    case "fast":
      return shipping({ price: total + 200 })
  }
}

async function eachOf<Item, Value>(
  items: ReadonlyArray<Item>,
  concurrency: number,
  work: (item: Item) => Promise<Value>,
): Promise<ReadonlyArray<Value>> {
  const results: Array<Value> = []
  const entries = items.entries()
  const worker = async (): Promise<void> => {
    for (const [index, item] of entries) results[index] = await work(item)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  return results
}

async function twice<Value>(attempted: (attempt: number) => Promise<Value>): Promise<Value> {
  try {
    return await attempted(1)
  } catch {
    return attempted(2)
  }
}
