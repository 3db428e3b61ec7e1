import { createWorkflow, workflowEvent } from "@llamaindex/workflow-core"
import type { WorkflowEvent } from "@llamaindex/workflow-core"
import { z } from "zod"
import type { Contestant, WorkRuns } from "../works/works.ts"
import type { Order, OrderResult } from "../works/tasks/order.ts"
import { peerTasks } from "./tasks.ts"
import type { PeerTasks } from "./tasks.ts"

/** LlamaIndex's event-driven workflows. */
export const llamaIndex: Contestant = {
  name: "LlamaIndex",
  load: async (kind) => {
    const tasks = peerTasks(kind)
    if (tasks === undefined) return {}
    return {
      sequence: sequence(tasks),
      fanOut: fanOut(tasks),
      hundredTimes: hundredTimes(tasks),
      decision: decision(tasks),
      order: order(tasks),
    }
  },
}

type Flow = ReturnType<typeof createWorkflow>

async function ended<Input, Output>(
  workflow: Flow,
  [start, input]: readonly [WorkflowEvent<Input>, Input],
  stop: WorkflowEvent<Output>,
): Promise<Output> {
  const { stream, sendEvent } = workflow.createContext()
  sendEvent(start.with(input))
  for await (const event of stream) if (stop.include(event)) return event.data
  throw new Error("ended without its last event")
}

function sequence(tasks: PeerTasks): WorkRuns["sequence"] {
  const workflow = createWorkflow()
  const start = workflowEvent<number>()
  let from = start
  for (let step = 1; step <= 10; step++) {
    const to = workflowEvent<number>()
    workflow.handle([from], async (_context, { data }) => to.with(await tasks.increment({ n: data })))
    from = to
  }
  const stop = from
  return ({ n }) => ended(workflow, [start, n], stop)
}

function fanOut(tasks: PeerTasks): WorkRuns["fanOut"] {
  const workflow = createWorkflow()
  const [start, a, b, d, stop] = Array.from({ length: 5 }, () => workflowEvent<number>())
  if (!start || !a || !b || !d || !stop) throw new Error("five events were made")
  const branches = Array.from({ length: 8 }, () => workflowEvent<number>())
  const done = workflowEvent<number>()
  workflow.handle([start], async (_context, { data }) => a.with(await tasks.increment({ n: data })))
  workflow.handle([a], async (_context, { data }) => b.with(await tasks.increment({ n: data })))
  workflow.handle([b], async ({ sendEvent, stream }, { data }) => {
    const c = await tasks.increment({ n: data })
    const results = stream.filter(done).take(branches.length).toArray()
    for (const branch of branches) sendEvent(branch.with(c))
    return d.with((await results).reduce((sum, event) => sum + event.data, 0))
  })
  for (const [index, branch] of branches.entries()) {
    workflow.handle([branch], async (_context, { data }) => done.with(await tasks.increment({ n: data + index + 1 })))
  }
  workflow.handle([d], async (_context, { data }) => {
    const n = await tasks.increment({ n: data })
    return e.with(n)
  })
  const e = workflowEvent<number>()
  workflow.handle([e], async (_context, { data }) => stop.with(await tasks.increment({ n: data })))
  return ({ n }) => ended(workflow, [start, n], stop)
}

function hundredTimes(tasks: PeerTasks): WorkRuns["hundredTimes"] {
  const workflow = createWorkflow()
  const next = workflowEvent<{ readonly n: number; readonly iteration: number }>()
  const stop = workflowEvent<number>()
  workflow.handle([next], async (_context, { data }) => {
    const n = await tasks.increment({ n: data.n })
    return data.iteration === 100 ? stop.with(n) : next.with({ n, iteration: data.iteration + 1 })
  })
  return ({ n }) => ended(workflow, [next, { n, iteration: 1 }], stop)
}

function decision(tasks: PeerTasks): WorkRuns["decision"] {
  const workflow = createWorkflow()
  const [start, a, large, middle, small, stop] = Array.from({ length: 6 }, () => workflowEvent<number>())
  if (!start || !a || !large || !middle || !small || !stop) throw new Error("six events were made")
  workflow.handle([start], async (_context, { data }) => a.with(await tasks.increment({ n: data })))
  workflow.handle([a], async (_context, { data }) => {
    const b = await tasks.increment({ n: data })
    return b > 100 ? large.with(b) : b > 10 ? middle.with(b) : small.with(b)
  })
  workflow.handle([large], async (_context, { data }) => stop.with(await tasks.increment({ n: data - 100 })))
  workflow.handle([middle], async (_context, { data }) => stop.with(await tasks.increment({ n: data })))
  workflow.handle([small], async (_context, { data }) => stop.with(await tasks.increment({ n: data + 100 })))
  return ({ n }) => ended(workflow, [start, n], stop)
}

const orderInput = z.object({
  id: z.string(),
  customer: z.string(),
  cents: z.number(),
  quantity: z.number(),
  speed: z.enum(["slow", "normal", "fast"]),
  items: z.array(z.number()),
})

/** All items at once, for nothing limits them; a retry is an event that comes again; there is no compensation. */
function order(tasks: PeerTasks): WorkRuns["order"] {
  interface Facts {
    readonly order: Order
    readonly stock: boolean
    readonly due: number
  }
  const workflow = createWorkflow()
  const start = workflowEvent<Order>()
  const check = workflowEvent<Order>()
  const checked = workflowEvent<boolean>()
  const price = workflowEvent<Order>()
  const priced = workflowEvent<number>()
  const ship = {
    slow: workflowEvent<{ readonly order: Order; readonly stock: boolean; readonly total: number }>(),
    normal: workflowEvent<{ readonly order: Order; readonly stock: boolean; readonly total: number }>(),
    fast: workflowEvent<{ readonly order: Order; readonly stock: boolean; readonly total: number }>(),
  }
  const pack = workflowEvent<number>()
  const packed = workflowEvent<number>()
  const packAll = workflowEvent<Facts>()
  const charge = workflowEvent<Facts & { readonly packed: number; readonly attempt: number }>()
  const book = workflowEvent<Facts & { readonly packed: number; readonly receipt: string }>()
  const stop = workflowEvent<OrderResult>()
  workflow.handle([start], async ({ sendEvent, stream }, { data }) => {
    const order = orderInput.parse(data)
    const results = stream
      .filter((event) => checked.include(event) || priced.include(event))
      .take(2)
      .toArray()
    sendEvent(check.with(order), price.with(order))
    const both = await results
    const stock = both.find((event) => checked.include(event))?.data ?? false
    const total = both.find((event) => priced.include(event))?.data ?? 0
    return ship[order.speed].with({ order, stock, total })
  })
  workflow.handle([check], async (_context, { data }) => checked.with(await tasks.checkStock({ id: data.id })))
  workflow.handle([price], async (_context, { data: { cents, quantity } }) =>
    priced.with(await tasks.price({ cents, quantity })),
  )
  for (const [speed, extra] of [
    ["slow", 0],
    ["normal", 100],
    ["fast", 200],
  ] as const) {
    workflow.handle([ship[speed]], async (_context, { data: { order, stock, total } }) =>
      packAll.with({ order, stock, due: await tasks.shipping({ price: total + extra }) }),
    )
  }
  workflow.handle([packAll], async ({ sendEvent, stream }, { data }) => {
    const results = stream.filter(packed).take(data.order.items.length).toArray()
    for (const weight of data.order.items) sendEvent(pack.with(weight))
    const sum = (await results).reduce((total, event) => total + event.data, 0)
    return charge.with({ ...data, packed: sum, attempt: 1 })
  })
  workflow.handle([pack], async (_context, { data }) => packed.with(await tasks.pack({ weight: data })))
  workflow.handle([charge], async (_context, { data }) => {
    try {
      const receipt = await tasks.charge({ cents: data.due }, { attempt: data.attempt })
      return book.with({ ...data, receipt })
    } catch (error) {
      if (data.attempt === 2) throw error
      return charge.with({ ...data, attempt: data.attempt + 1 })
    }
  })
  workflow.handle([book], async (_context, { data: { order, stock, due, packed, receipt } }) =>
    stop.with({ id: order.id, stock, total: due, packed, paid: await tasks.book({ receipt }) }),
  )
  return (input) => ended(workflow, [start, input], stop)
}
