import { Annotation, END, Send, START, StateGraph } from "@langchain/langgraph"
import { z } from "zod"
import type { Contestant, WorkRuns } from "../works/works.ts"
import type { Order } from "../works/tasks/order.ts"
import { peerTasks } from "./tasks.ts"
import type { PeerTasks } from "./tasks.ts"

const Count = Annotation.Root({ n: Annotation<number> })
const Parts = Annotation.Root({
  n: Annotation<number>,
  parts: Annotation<ReadonlyArray<number>>({ reducer: (all, more) => [...all, ...more], default: () => [] }),
})
const Ordering = Annotation.Root({
  order: Annotation<Order>,
  stock: Annotation<boolean>,
  price: Annotation<number>,
  due: Annotation<number>,
  packed: Annotation<number>({ reducer: (sum, more) => sum + more, default: () => 0 }),
  receipt: Annotation<string>,
  paid: Annotation<string>,
})

/** LangGraph without a checkpointer. */
export const langGraph: Contestant = {
  name: "LangGraph",
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

function sequence(tasks: PeerTasks): WorkRuns["sequence"] {
  const next = async ({ n }: typeof Count.State) => ({ n: await tasks.increment({ n }) })
  const graph = new StateGraph(Count)
    .addNode({ s1: next, s2: next, s3: next, s4: next, s5: next, s6: next, s7: next, s8: next, s9: next, s10: next })
    .addEdge(START, "s1")
    .addEdge("s1", "s2")
    .addEdge("s2", "s3")
    .addEdge("s3", "s4")
    .addEdge("s4", "s5")
    .addEdge("s5", "s6")
    .addEdge("s6", "s7")
    .addEdge("s7", "s8")
    .addEdge("s8", "s9")
    .addEdge("s9", "s10")
    .addEdge("s10", END)
    .compile()
  return async (input) => (await graph.invoke(input)).n
}

function fanOut(tasks: PeerTasks): WorkRuns["fanOut"] {
  const next = async ({ n }: typeof Parts.State) => ({ n: await tasks.increment({ n }) })
  const branch =
    (index: number) =>
    async ({ n }: typeof Parts.State) => ({ parts: [await tasks.increment({ n: n + index })] })
  const names = ["q1", "q2", "q3", "q4", "q5", "q6", "q7", "q8"] as const
  const graph = new StateGraph(Parts)
    .addNode({ a: next, b: next, c: next, e: next })
    .addNode({
      q1: branch(1),
      q2: branch(2),
      q3: branch(3),
      q4: branch(4),
      q5: branch(5),
      q6: branch(6),
      q7: branch(7),
      q8: branch(8),
    })
    .addNode("d", async ({ parts }) => ({ n: await tasks.increment({ n: parts.reduce((sum, n) => sum + n, 0) }) }))
    .addEdge(START, "a")
    .addEdge("a", "b")
    .addEdge("b", "c")
    .addEdge([...names], "d")
    .addEdge("d", "e")
    .addEdge("e", END)
  for (const name of names) graph.addEdge("c", name)
  const compiled = graph.compile()
  return async (input) => (await compiled.invoke(input)).n
}

function hundredTimes(tasks: PeerTasks): WorkRuns["hundredTimes"] {
  const Loop = Annotation.Root({ n: Annotation<number>, iteration: Annotation<number> })
  const graph = new StateGraph(Loop)
    .addNode("next", async ({ n, iteration }) => ({ n: await tasks.increment({ n }), iteration: iteration + 1 }))
    .addEdge(START, "next")
    .addConditionalEdges("next", ({ iteration }) => (iteration === 100 ? END : "next"), ["next", END])
    .compile()
  return async ({ n }) => (await graph.invoke({ n, iteration: 0 }, { recursionLimit: 200 })).n
}

function decision(tasks: PeerTasks): WorkRuns["decision"] {
  const next =
    (shift: number) =>
    async ({ n }: typeof Count.State) => ({ n: await tasks.increment({ n: n + shift }) })
  const graph = new StateGraph(Count)
    .addNode({ a: next(0), b: next(0), large: next(-100), middle: next(0), small: next(100) })
    .addEdge(START, "a")
    .addEdge("a", "b")
    .addConditionalEdges("b", ({ n }) => (n > 100 ? "large" : n > 10 ? "middle" : "small"), [
      "large",
      "middle",
      "small",
    ])
    .addEdge("large", END)
    .addEdge("middle", END)
    .addEdge("small", END)
    .compile()
  return async (input) => (await graph.invoke(input)).n
}

const orderInput = z.object({
  id: z.string(),
  customer: z.string(),
  cents: z.number(),
  quantity: z.number(),
  speed: z.enum(["slow", "normal", "fast"]),
  items: z.array(z.number()),
})

/** There is no compensation: a failed node ends the run. */
function order(tasks: PeerTasks): WorkRuns["order"] {
  const ship =
    (extra: number) =>
    async ({ price }: typeof Ordering.State) => ({ due: await tasks.shipping({ price: price + extra }) })
  const graph = new StateGraph(Ordering)
    .addNode("check", async ({ order }) => ({ stock: await tasks.checkStock({ id: order.id }) }))
    .addNode("total", async ({ order: { cents, quantity } }) => ({ price: await tasks.price({ cents, quantity }) }))
    .addNode("priced", () => ({}))
    .addNode({ slow: ship(0), normal: ship(100), fast: ship(200) })
    .addNode("pack", async ({ weight }: { readonly weight: number }) => ({ packed: await tasks.pack({ weight }) }), {
      // What is sent to it is not the state of the graph.
      input: Annotation.Root({ weight: Annotation<number> }),
    })
    .addNode(
      "charge",
      async ({ due }, config) => ({
        receipt: await tasks.charge({ cents: due }, { attempt: config.executionInfo?.nodeAttempt ?? 1 }),
      }),
      { retryPolicy: { maxAttempts: 2, initialInterval: 0, jitter: false, logWarning: false } },
    )
    .addNode("book", async ({ receipt }) => ({ paid: await tasks.book({ receipt }) }))
    .addEdge(START, "check")
    .addEdge(START, "total")
    .addEdge(["check", "total"], "priced")
    .addConditionalEdges("priced", ({ order }) => order.speed, ["slow", "normal", "fast"])
    .addConditionalEdges("slow", packAll, ["pack"])
    .addConditionalEdges("normal", packAll, ["pack"])
    .addConditionalEdges("fast", packAll, ["pack"])
    .addEdge("pack", "charge")
    .addEdge("charge", "book")
    .addEdge("book", END)
    .compile()
  return async (given) => {
    const ended = await graph.invoke({ order: orderInput.parse(given) }, { maxConcurrency: 4 })
    const { order, stock, due, packed, paid } = ended
    return { id: order.id, stock, total: due, packed, paid }
  }
}

function packAll({ order }: typeof Ordering.State): Array<Send> {
  return order.items.map((weight) => new Send("pack", { weight }))
}
