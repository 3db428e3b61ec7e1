import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Schema from "effect/Schema"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import * as WorkflowEngine from "effect/workflow/WorkflowEngine"
import { effectTasks } from "../works/tasks/as-effects.ts"
import type { EffectTasks } from "../works/tasks/as-effects.ts"
import type { Order } from "../works/tasks/order.ts"
import type { Contestant } from "../works/works.ts"

/** Effect's own workflows on the engine in memory, every execution under an id of its own. */
export const effectWorkflow: Contestant = {
  name: "effect/workflow",
  load: async (kind) => {
    const tasks = effectTasks[kind]
    const layers = Layer.mergeAll(
      sequence.toLayer((input) => sequenceOf(tasks, input)),
      fanOut.toLayer((input) => fanOutOf(tasks, input)),
      hundredTimes.toLayer((input) => hundredTimesOf(tasks, input)),
      decision.toLayer((input) => decisionOf(tasks, input)),
      order.toLayer((input) => orderOf(tasks, input)),
    )
    const runtime = ManagedRuntime.make(Layer.provideMerge(layers, WorkflowEngine.layerMemory))
    await runtime.runPromise(Effect.void)
    let executions = 0
    const key = (): string => String((executions += 1))
    return {
      sequence: ({ n }) => runtime.runPromise(sequence.execute({ n, key: key() })),
      fanOut: ({ n }) => runtime.runPromise(fanOut.execute({ n, key: key() })),
      hundredTimes: ({ n }) => runtime.runPromise(hundredTimes.execute({ n, key: key() })),
      decision: ({ n }) => runtime.runPromise(decision.execute({ n, key: key() })),
      order: (input) => runtime.runPromise(order.execute({ ...input, key: key() })),
    }
  },
}

const counted = {
  payload: { n: Schema.Number, key: Schema.String },
  success: Schema.Number,
  idempotencyKey: ({ key }: { readonly key: string }) => key,
}
const sequence = Workflow.make("sequence", counted)
const fanOut = Workflow.make("fan-out", counted)
const hundredTimes = Workflow.make("hundred-times", counted)
const decision = Workflow.make("decision", counted)
const order = Workflow.make("order", {
  payload: {
    id: Schema.String,
    customer: Schema.String,
    cents: Schema.Number,
    quantity: Schema.Number,
    speed: Schema.Literals(["slow", "normal", "fast"]),
    items: Schema.Array(Schema.Number),
    key: Schema.String,
  },
  success: Schema.Struct({
    id: Schema.String,
    stock: Schema.Boolean,
    total: Schema.Number,
    packed: Schema.Number,
    paid: Schema.String,
  }),
  error: Schema.Never,
  idempotencyKey: ({ key }) => key,
})

interface Count {
  readonly n: number
}

const incremented = (tasks: EffectTasks, name: string, n: number) =>
  Activity.make({ name, success: Schema.Number, execute: tasks.increment({ n }) })

const sequenceOf = Effect.fnUntraced(function* (tasks: EffectTasks, { n }: Count) {
  const s1 = yield* incremented(tasks, "s1", n)
  const s2 = yield* incremented(tasks, "s2", s1)
  const s3 = yield* incremented(tasks, "s3", s2)
  const s4 = yield* incremented(tasks, "s4", s3)
  const s5 = yield* incremented(tasks, "s5", s4)
  const s6 = yield* incremented(tasks, "s6", s5)
  const s7 = yield* incremented(tasks, "s7", s6)
  const s8 = yield* incremented(tasks, "s8", s7)
  const s9 = yield* incremented(tasks, "s9", s8)
  return yield* incremented(tasks, "s10", s9)
})

const fanOutOf = Effect.fnUntraced(function* (tasks: EffectTasks, { n }: Count) {
  const a = yield* incremented(tasks, "a", n)
  const b = yield* incremented(tasks, "b", a)
  const c = yield* incremented(tasks, "c", b)
  const all = yield* Effect.forEach([1, 2, 3, 4, 5, 6, 7, 8], (index) => incremented(tasks, `q${index}`, c + index), {
    concurrency: "unbounded",
  })
  const d = yield* incremented(
    tasks,
    "d",
    all.reduce((sum, each) => sum + each, 0),
  )
  return yield* incremented(tasks, "e", d)
})

const hundredTimesOf = Effect.fnUntraced(function* (tasks: EffectTasks, { n }: Count) {
  let state = n
  for (let iteration = 1; iteration <= 100; iteration++) {
    state = yield* incremented(tasks, `next-${iteration}`, state)
  }
  return state
})

const decisionOf = Effect.fnUntraced(function* (tasks: EffectTasks, { n }: Count) {
  const a = yield* incremented(tasks, "a", n)
  const b = yield* incremented(tasks, "b", a)
  if (b > 100) return yield* incremented(tasks, "shrink", b - 100)
  if (b > 10) return yield* incremented(tasks, "keep", b)
  return yield* incremented(tasks, "grow", b + 100)
})

const extra = { slow: 0, normal: 100, fast: 200 }

const orderOf = Effect.fnUntraced(function* (tasks: EffectTasks, input: Order) {
  const [stock, total] = yield* Effect.all(
    [
      Activity.make({ name: "check", success: Schema.Boolean, execute: tasks.checkStock({ id: input.id }) }),
      Activity.make({
        name: "price",
        success: Schema.Number,
        execute: tasks.price({ cents: input.cents, quantity: input.quantity }),
      }),
    ],
    { concurrency: "unbounded" },
  )
  const due = yield* Activity.make({
    name: input.speed,
    success: Schema.Number,
    execute: tasks.shipping({ price: total + extra[input.speed] }),
  })
  const packed = yield* Effect.forEach(
    input.items,
    (weight, index) =>
      Activity.make({ name: `pack-${index}`, success: Schema.Number, execute: tasks.pack({ weight }) }),
    { concurrency: 4 },
  )
  const charged = Activity.make({
    name: "charge",
    success: Schema.String,
    error: Schema.String,
    execute: Effect.flatMap(Activity.CurrentAttempt, (attempt) =>
      Effect.mapError(tasks.charge({ cents: due }, { attempt }), ({ reason }) => reason),
    ),
  })
  const receipt = yield* Activity.retry(charged, { times: 1 }).pipe(
    Workflow.withCompensation((receipt) => tasks.refund({ receipt })),
    Effect.orDie,
  )
  const paid = yield* Activity.make({ name: "book", success: Schema.String, execute: tasks.book({ receipt }) })
  return { id: input.id, stock, total: due, packed: packed.reduce((sum, weight) => sum + weight, 0), paid }
})
