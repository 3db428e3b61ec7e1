import { createStep, createWorkflow } from "@mastra/core/workflows"
import { z } from "zod"
import type { Contestant, WorkRuns } from "../works/works.ts"
import type { Order, OrderResult } from "../works/tasks/order.ts"
import { peerTasks } from "./tasks.ts"
import type { PeerTasks } from "./tasks.ts"

const count = z.object({ n: z.number() })
/** Inputs are taken as they are, where those written by hand take them so. */
const unchecked = { validateInputs: false }

/** Mastra's workflows, in memory. */
export const mastra: Contestant = {
  name: "Mastra",
  load: async (kind) => {
    const tasks = peerTasks(kind)
    if (tasks === undefined) return {}
    return {
      sequence: counted(sequence(tasks)),
      fanOut: counted(fanOut(tasks)),
      hundredTimes: counted(hundredTimes(tasks)),
      decision: counted(decision(tasks)),
      order: ordered(order(tasks)),
    }
  },
}

interface Startable {
  readonly createRun: () => Promise<{
    readonly start: (options: { readonly inputData: never }) => Promise<{ readonly status: string }>
  }>
}

async function started(workflow: Startable, input: unknown): Promise<unknown> {
  const run = await workflow.createRun()
  // The workflow's input is what its caller gives; its type is erased here.
  const ended = await run.start({ inputData: input as never })
  if (ended.status !== "success") throw new Error(`ended as '${ended.status}'`, { cause: ended })
  return (ended as unknown as { readonly result: unknown }).result
}

function counted(workflow: Startable): WorkRuns["sequence"] {
  return async (input) => ((await started(workflow, input)) as { readonly n: number }).n
}

function ordered(workflow: Startable): WorkRuns["order"] {
  return async (input) => (await started(workflow, input)) as OrderResult
}

function increment(tasks: PeerTasks, id: string) {
  return createStep({
    id,
    inputSchema: count,
    outputSchema: count,
    execute: async ({ inputData }) => ({ n: await tasks.increment({ n: inputData.n }) }),
  })
}

const flow = (id: string) => createWorkflow({ id, inputSchema: count, outputSchema: count, options: unchecked })

function sequence(tasks: PeerTasks): Startable {
  return flow("sequence")
    .then(increment(tasks, "s1"))
    .then(increment(tasks, "s2"))
    .then(increment(tasks, "s3"))
    .then(increment(tasks, "s4"))
    .then(increment(tasks, "s5"))
    .then(increment(tasks, "s6"))
    .then(increment(tasks, "s7"))
    .then(increment(tasks, "s8"))
    .then(increment(tasks, "s9"))
    .then(increment(tasks, "s10"))
    .commit()
}

function fanOut(tasks: PeerTasks): Startable {
  const branch = (index: number) =>
    createStep({
      id: `q${index}`,
      inputSchema: count,
      outputSchema: count,
      execute: async ({ inputData }) => ({ n: await tasks.increment({ n: inputData.n + index }) }),
    })
  return flow("fan-out")
    .then(increment(tasks, "a"))
    .then(increment(tasks, "b"))
    .then(increment(tasks, "c"))
    .parallel([branch(1), branch(2), branch(3), branch(4), branch(5), branch(6), branch(7), branch(8)])
    .map(async ({ inputData }) => ({ n: Object.values(inputData).reduce((sum, { n }) => sum + n, 0) }))
    .then(increment(tasks, "d"))
    .then(increment(tasks, "e"))
    .commit()
}

function hundredTimes(tasks: PeerTasks): Startable {
  return flow("hundred-times")
    .dountil(increment(tasks, "next"), async ({ iterationCount }) => iterationCount >= 100)
    .commit()
}

function decision(tasks: PeerTasks): Startable {
  const chosen = (id: string, shift: number) =>
    createStep({
      id,
      inputSchema: count,
      outputSchema: count,
      execute: async ({ inputData }) => ({ n: await tasks.increment({ n: inputData.n + shift }) }),
    })
  return flow("decision")
    .then(increment(tasks, "a"))
    .then(increment(tasks, "b"))
    .branch([
      [async ({ inputData }) => inputData.n > 100, chosen("shrink", -100)],
      [async ({ inputData }) => inputData.n > 10 && inputData.n <= 100, chosen("keep", 0)],
      [async ({ inputData }) => inputData.n <= 10, chosen("grow", 100)],
    ])
    .map(async ({ inputData }) => ({ n: Object.values(inputData).find((each) => each !== undefined)?.n ?? 0 }))
    .commit()
}

const orderInput = z.object({
  id: z.string(),
  customer: z.string(),
  cents: z.number(),
  quantity: z.number(),
  speed: z.enum(["slow", "normal", "fast"]),
  items: z.array(z.number()).readonly(),
})
const orderOutput = z.object({
  id: z.string(),
  stock: z.boolean(),
  total: z.number(),
  packed: z.number(),
  paid: z.string(),
})

/** There is no compensation: a failed step ends the run. */
function order(tasks: PeerTasks): Startable {
  const check = createStep({
    id: "check",
    inputSchema: orderInput,
    outputSchema: z.object({ stock: z.boolean() }),
    execute: async ({ inputData }) => ({ stock: await tasks.checkStock({ id: inputData.id }) }),
  })
  const price = createStep({
    id: "price",
    inputSchema: orderInput,
    outputSchema: z.object({ total: z.number() }),
    execute: async ({ inputData: { cents, quantity } }) => ({ total: await tasks.price({ cents, quantity }) }),
  })
  const priced = z.object({ check: z.object({ stock: z.boolean() }), price: z.object({ total: z.number() }) })
  const ship = (id: string, extra: number) =>
    createStep({
      id,
      inputSchema: priced,
      outputSchema: z.object({ due: z.number() }),
      execute: async ({ inputData }) => ({ due: await tasks.shipping({ price: inputData.price.total + extra }) }),
    })
  const steps = { slow: ship("slow", 0), normal: ship("normal", 100), fast: ship("fast", 200) }
  const pack = createStep({
    id: "pack",
    inputSchema: z.object({ weight: z.number() }),
    outputSchema: z.object({ weight: z.number() }),
    execute: async ({ inputData }) => ({ weight: await tasks.pack({ weight: inputData.weight }) }),
  })
  const charge = createStep({
    id: "charge",
    inputSchema: z.object({ due: z.number() }),
    outputSchema: z.object({ receipt: z.string() }),
    retries: 1,
    execute: async ({ inputData, retryCount }) => ({
      receipt: await tasks.charge({ cents: inputData.due }, { attempt: retryCount + 1 }),
    }),
  })
  const book = createStep({
    id: "book",
    inputSchema: z.object({ receipt: z.string() }),
    outputSchema: z.object({ paid: z.string() }),
    execute: async ({ inputData }) => ({ paid: await tasks.book({ receipt: inputData.receipt }) }),
  })
  const speedIs =
    (speed: Order["speed"]) =>
    async ({ getInitData }: { readonly getInitData: <Input>() => Input }): Promise<boolean> =>
      getInitData<Order>().speed === speed
  return createWorkflow({ id: "order", inputSchema: orderInput, outputSchema: orderOutput })
    .parallel([check, price])
    .branch([
      [speedIs("slow"), steps.slow],
      [speedIs("normal"), steps.normal],
      [speedIs("fast"), steps.fast],
    ])
    .map(async ({ getInitData }) => getInitData<Order>().items.map((weight) => ({ weight })))
    .foreach(pack, { concurrency: 4 })
    .map(async ({ getInitData, getStepResult }) => ({
      due: getStepResult(steps[getInitData<Order>().speed]).due,
    }))
    .then(charge)
    .then(book)
    .map(async ({ getInitData, getStepResult, inputData }) => {
      const { id, speed } = getInitData<Order>()
      const packed: ReadonlyArray<{ readonly weight: number }> = getStepResult(pack) as never
      return {
        id,
        stock: getStepResult(check).stock,
        total: getStepResult(steps[speed]).due,
        packed: packed.reduce((sum, { weight }) => sum + weight, 0),
        paid: inputData.paid,
      }
    })
    .commit()
}
