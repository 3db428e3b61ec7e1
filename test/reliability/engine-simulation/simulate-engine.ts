import { ends, memoryStore } from "@millrace/runtime/journal"
import type { ExecutionHistory } from "@millrace/runtime/journal"
import { between, makeChance, perhaps, pick } from "../../equivalence/chance.ts"
import type { Chance } from "../../equivalence/chance.ts"
import { VirtualClock } from "../../equivalence/virtual-clock.ts"
import { brokenPromises } from "./broken-promises.ts"
import { countAnew, endWaits, lookAfter } from "./clients.ts"
import type { Order } from "./clients.ts"
import { drawRates } from "./faults.ts"
import { often, subjects } from "./flows.ts"
import { simulateTime } from "./simulated-time.ts"
import type { SimulatedTime } from "./simulated-time.ts"
import { Supervisor } from "./supervisor.ts"
import { enter, makeWorld, note } from "./world.ts"
import type { World } from "./world.ts"

/** What a simulation of an engine came to. */
export interface SimulatedEngine {
  /** All that happened and was written, in order: the same for the same seed. */
  readonly trace: ReadonlyArray<string>
  readonly executions: number
  readonly processes: number
  readonly faults: number
  /** What was not as promised. */
  readonly broken: ReadonlyArray<string>
}

/** How long clients do things while writes fail and processes die. */
const restlessMs = 90_000
/** How often the rest is given what it waits for, and how long it has each time. */
const mostRounds = 12
const roundMs = 20_000

/** Runs an engine and its clients on a clock of their own, as a seed says. */
export async function simulateEngine(seed: number): Promise<SimulatedEngine> {
  const chance = makeChance(seed)
  const clock = new VirtualClock()
  clock.begin()
  const world = makeWorld(clock, chance)
  const orders = drawOrders(chance)
  countAnew()
  using time = simulateTime(() => world.process?.clock ?? clock)
  enter(world)
  const supervisor = new Supervisor(world, {
    store: memoryStore(),
    rates: drawRates(chance),
    engine: {
      runners: subjects.map(({ runner }) => runner),
      maximumExecutions: between(chance, 1, 4),
      setAsideAfterMs: pick(chance, [0, 1, 3, 20, 200, 1_000, 10_000]),
      webhookUrl: "https://example.org/hooks",
      ...perhaps(chance, 0.2, () => ({ retention: pick(chance, ["10 seconds", "1 minute"] as const) })),
      ...perhaps(chance, 0.3, () => ({ schedules: [often] })),
    },
  })
  supervisor.begin()
  for (const order of orders) void lookAfter(world, order)
  await pass(world, time, restlessMs)
  supervisor.calm()
  const histories = await settle(world, { time, supervisor, orders })
  for (const problem of brokenPromises(world, histories)) world.broken.add(problem)
  await supervisor.end()
  await pass(world, time, roundMs)
  enter(undefined)
  const written = histories.flatMap(({ execution: { id, status }, entries }) => [
    `${id} ${status}`,
    ...entries.map(
      ({ sequence, kind, path, recordedMs }) => `${id} ${sequence} ${kind} ${path} ${recordedMs - clock.beganMs}`,
    ),
  ])
  const { processes, faults } = supervisor
  const trace = [...world.trace, ...written]
  return { trace, executions: orders.length, processes, faults, broken: [...world.broken] }
}

function drawOrders(chance: Chance): ReadonlyArray<Order> {
  const number = pick(chance, [5, between(chance, 5, 10), between(chance, 5, 10), between(chance, 10, 30)])
  // Those of one sort meet each other at more places.
  const among = chance() < 0.5 ? subjects : Array.from({ length: 3 }, () => pick(chance, subjects))
  return Array.from({ length: number }, (_, index) => {
    const subject = pick(chance, among)
    const given = {
      ms: pick(chance, [0, 1, 30, 900]),
      sleepMs: pick(chance, [1, 40, 3_000, 9_000]),
      fails: between(chance, 0, 4),
    }
    return { id: `${subject.runner.plan.name}-${index}`, subject, given, priority: between(chance, 0, 2) }
  })
}

/** Lets so much time pass. */
async function pass(world: World, time: SimulatedTime, ms: number): Promise<void> {
  const { clock, chance, broken } = world
  const untilMs = clock.currentTimeMillisUnsafe() + ms
  for (;;) {
    if (!(await time.quiet())) {
      broken.add("it does not come to rest")
      return
    }
    await lookAtRest(world)
    const { nextDueMs } = clock
    if (nextDueMs === undefined || nextDueMs > untilMs) break
    do {
      clock.advance()
      // What is due at one moment may meet.
      if (clock.nextDueMs === nextDueMs && chance() < 0.6) await time.turns(between(chance, 0, 12))
      else await time.quiet()
    } while (clock.nextDueMs === nextDueMs)
  }
  clock.after(untilMs - clock.currentTimeMillisUnsafe(), () => undefined)
  while (clock.currentTimeMillisUnsafe() < untilMs) {
    clock.advance()
    await time.quiet()
  }
}

/** How long what was refused may take to be tried again. */
const tryAgainMs = 1_500

/** Where nothing more is done at this moment, what could have gone on has. */
async function lookAtRest(world: World): Promise<void> {
  const { process, broken, clock } = world
  if (process?.engine === undefined || process.isDead || process.isClosing || process.underway > 0) return
  const nowMs = clock.currentTimeMillisUnsafe()
  if (nowMs < process.refusedMs + tryAgainMs || process.lives >= process.maximumExecutions) return
  const { ready } = await process.journal.counts()
  const dueMs = await process.journal.nextDueMs()
  if (process.isDead) return
  const room = `at ${clock.sinceBeginningMs()} ${process.lives} of ${process.maximumExecutions} run`
  if (ready > 0) broken.add(`${ready} executions are ready, ${room}, and nobody runs them`)
  if (dueMs !== undefined && dueMs < nowMs)
    broken.add(`something was due ${nowMs - dueMs} ms ago, ${room}, and nobody woke it`)
}

/** Gives everything what it waits for until all has ended, and gives what there is then. */
async function settle(
  world: World,
  {
    time,
    supervisor,
    orders,
  }: { readonly time: SimulatedTime; readonly supervisor: Supervisor; readonly orders: ReadonlyArray<Order> },
): Promise<ReadonlyArray<ExecutionHistory>> {
  let histories: ReadonlyArray<ExecutionHistory> = []
  for (let round = 0; round < mostRounds; round++) {
    await pass(world, time, roundMs)
    histories = await supervisor.histories()
    const open = new Set(
      histories.filter(({ execution: { status } }) => !ends.has(status)).map(({ execution: { id } }) => id),
    )
    const left = orders.filter(({ id }) => open.has(id) || !(world.started.has(id) || world.forgotten.has(id)))
    if (left.length === 0) return histories
    for (const order of left) void endWaits(world, order)
  }
  for (const { execution, waits } of histories) {
    const { id, status, reason = "" } = execution
    if (ends.has(status)) continue
    const open = waits.map(({ kind, path }) => `${kind} '${path}'`).join(", ")
    world.broken.add(`${id} has no end: it is ${status} ${reason}, and waits for ${open === "" ? "nothing" : open}`)
  }
  note(world, "not everything has ended")
  return histories
}
