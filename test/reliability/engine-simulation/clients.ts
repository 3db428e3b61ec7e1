import { between, pick } from "../../equivalence/chance.ts"
import { ask } from "./ask.ts"
import type { Heard } from "./ask.ts"
import type { Given, Subject } from "./flows.ts"
import { note } from "./world.ts"
import type { Sent, World } from "./world.ts"

/** An execution that somebody starts. */
export interface Order {
  readonly id: string
  readonly subject: Subject
  readonly given: Given
  readonly priority: number
}

/** What somebody may do to an execution. */
type Deed = (world: World, order: Order) => Promise<void>

let count = 0

/** Begins to count what is sent anew. */
export function countAnew(): void {
  count = 0
}

/** The most times that somebody tries something. */
const mostTries = 30

/** Does something again and again until it is heard. */
async function untilHeard<Answer>(
  world: World,
  what: string,
  call: Parameters<typeof ask<Answer>>[2],
): Promise<Heard<Answer>> {
  for (let tries = 0; tries < mostTries; tries++) {
    const heard = await ask(world, what, call)
    if (heard.kind !== "unheard") return heard
    await world.clock.wait(between(world.chance, 1, 2_000))
  }
  return { kind: "unheard" }
}

/** Starts an execution, at times twice at once, and with another input. */
export async function startOrder(world: World, order: Order): Promise<boolean> {
  const { id, subject, given, priority } = order
  const { chance, broken, started } = world
  const start = (input: Given): Promise<Heard<unknown>> =>
    untilHeard(world, `start ${id}`, (engine) => engine.start(subject.runner, input, { id, priority }))
  const starts = [start(given), ...(chance() < 0.2 ? [start(given)] : [])]
  const heard = await Promise.all(starts)
  if (heard.some(({ kind }) => kind === "refused")) broken.add(`the start of ${id} was refused`)
  if (!heard.some(({ kind }) => kind === "answered")) return false
  started.add(id)
  if (chance() < 0.1) {
    const other = await start({ ...given, ms: given.ms + 1 })
    if (other.kind === "answered" && !world.forgotten.has(id)) broken.add(`${id} was started with another input`)
  }
  return true
}

/** Sends a message, again until it is heard, at times twice at once; notes what its sender was told. */
async function send(
  world: World,
  message: Pick<Sent, "kind" | "execution" | "place">,
  attempt: (n: number) => Promise<Heard<boolean>>,
): Promise<Sent> {
  const { clock, chance, sent } = world
  count += 1
  const nowMs = (): number => clock.currentTimeMillisUnsafe()
  const one: Sent = { ...message, n: count, sentMs: nowMs(), heard: "nothing", heardMs: Infinity, wasUnheard: false }
  sent.push(one)
  const tell = (heard: Heard<boolean>): void => {
    if (heard.kind === "unheard") {
      one.wasUnheard = true
      return
    }
    const isAccepted = heard.kind === "answered" && heard.answer
    if (one.heard === "accepted") {
      if (!isAccepted && message.kind === "signal" && !world.forgotten.has(message.execution))
        world.broken.add(`message ${one.n} was accepted, and then refused`)
      return
    }
    one.heard = isAccepted ? "accepted" : "refused"
    one.heardMs = nowMs()
  }
  const trying = async (): Promise<void> => {
    for (let tries = 0; tries < mostTries; tries++) {
      const heard = await attempt(one.n)
      tell(heard)
      if (heard.kind !== "unheard") return
      await clock.wait(between(chance, 1, 2_000))
    }
  }
  await Promise.all(chance() < 0.15 ? [trying(), trying()] : [trying()])
  return one
}

/** Sends a signal; a message that is known is refused with another content. */
const signals: Deed = async (world, { id, subject }) => {
  const name = pick(world.chance, subject.signals)
  const place = name
  const one = await send(world, { kind: "signal", execution: id, place }, async (n) => {
    const heard = await ask(world, `signal ${id} ${n}`, (engine) =>
      engine.signal(id, name, { n }, { id: `message ${n}` }),
    )
    return heard.kind === "answered" ? { kind: "answered", answer: true } : heard
  })
  if (one.heard !== "accepted" || world.chance() > 0.1) return
  const other = await ask(world, `signal ${id} ${one.n} otherwise`, (engine) =>
    engine.signal(id, name, { n: -one.n }, { id: `message ${one.n}` }),
  )
  if (other.kind === "answered" && !world.forgotten.has(id)) world.broken.add(`message ${one.n} was replaced`)
}

/** Answers a question that is open, at times two people at once. */
const completes: Deed = async (world, { id }) => {
  const listed = await ask(world, `tasks ${id}`, (engine) => engine.tasks())
  if (listed.kind !== "answered") return
  const open = listed.answer.filter(({ execution }) => execution === id || execution.startsWith(`${id}/`))
  if (open.length === 0) return
  const { execution, path: place, token } = pick(world.chance, open)
  const answer = (): Promise<Sent> =>
    send(world, { kind: "answer", execution, place }, async (n) => {
      const heard = await ask(world, `complete ${execution} ${place} ${n}`, (engine) => engine.complete(token, { n }))
      return heard.kind === "answered" ? { kind: "answered", answer: true } : heard
    })
  if (world.chance() < 0.1) {
    const heard = await ask(world, `misfit ${execution} ${place}`, (engine) => engine.complete(token, { n: "none" }))
    if (heard.kind === "answered") world.broken.add(`${execution} took an answer to '${place}' that does not fit`)
  }
  const answered = await Promise.all(world.chance() < 0.2 ? [answer(), answer()] : [answer()])
  if (answered.filter(({ heard }) => heard === "accepted").length > 1) {
    world.broken.add(`two answers to '${place}' of ${execution} were accepted`)
  }
}

/** Calls a URL that was announced. */
const calls: Deed = async (world, { id }) => {
  const urls = world.urls.get(id) ?? []
  if (urls.length === 0) return
  const url = pick(world.chance, urls)
  const post = (what: string, body: unknown): Promise<Heard<Response>> =>
    ask(world, `call ${id} ${what}`, (engine) =>
      engine.handleWebhook(
        new Request(url, { method: "POST", headers: { "x-key": "good" }, body: JSON.stringify(body) }),
      ),
    )
  if (world.chance() < 0.1) {
    const heard = await post("misfit", { n: "none" })
    if (heard.kind === "answered" && heard.answer.status === 200)
      world.broken.add(`${id} took a call that does not fit`)
  }
  const call = (): Promise<Sent> =>
    send(world, { kind: "call", execution: id, place: undefined }, async (n) => {
      const heard = await post(String(n), { n })
      if (heard.kind !== "answered") return heard
      const { status } = heard.answer
      note(world, `call ${id} ${n} is answered ${status}`)
      return status === 503 ? { kind: "unheard" } : { kind: "answered", answer: status === 200 }
    })
  const made = await Promise.all(world.chance() < 0.2 ? [call(), call()] : [call()])
  if (made.filter(({ heard }) => heard === "accepted").length > 1) {
    world.broken.add(`two calls of one URL of ${id} were accepted`)
  }
}

const ends: ReadonlySet<string> = new Set(["completed", "failed", "timed-out", "cancelled"])

/** Cancels an execution, or a child of it: then it has ended. */
const cancels: Deed = async (world, { id, subject }) => {
  const child = subject.children.length > 0 && world.chance() < 0.5 ? `/${pick(world.chance, subject.children)}` : ""
  const heard = await untilHeard(world, `cancel ${id}${child}`, (engine) => engine.cancel(`${id}${child}`))
  if (heard.kind !== "answered") return
  world.cancelled.add(`${id}${child}`)
  const read = await ask(world, `read ${id}${child}`, (engine) => engine.read(`${id}${child}`))
  if (read.kind === "answered" && !ends.has(read.answer.status)) {
    world.broken.add(`${id}${child} was cancelled, and is ${read.answer.status}`)
  }
}

/** Mends what an execution may have failed of, and retries it. */
const retries: Deed = async (world, { id }) => {
  if (world.chance() < 0.7) world.mended.add(id)
  await untilHeard(world, `retry ${id}`, (engine) => engine.retry(id))
}

const resumes: Deed = async (world, { id }) => {
  await untilHeard(world, `resume ${id}`, (engine) => engine.resume(id))
}

/** Waits for the end, over restarts. */
const waits: Deed = async (world, { id }) => {
  for (let tries = 0; tries < 200; tries++) {
    const heard = await ask(world, `result ${id}`, (engine) => engine.exit(id))
    if (heard.kind === "refused") return
    if (heard.kind === "answered") {
      const exit = heard.answer
      const end = exit._tag === "Success" ? JSON.stringify(exit.value) : "failure"
      world.toldEnds.push({ execution: id, end, atMs: world.clock.currentTimeMillisUnsafe() })
      return
    }
    await world.clock.wait(between(world.chance, 1, 1_000))
  }
}

const looks: Deed = async (world, { id, subject }) => {
  const look = pick(world.chance, ["list", "history", "outcome", "health", "events"] as const)
  await ask(world, `${look} ${id}`, async (engine): Promise<unknown> => {
    switch (look) {
      case "list":
        return engine.list({ workflow: subject.runner.plan.name, limit: 3 })
      case "history":
        return engine.history(id)
      case "outcome":
        return engine.outcome(id, { waitMs: between(world.chance, 0, 5_000) })
      case "health":
        return engine.health()
      case "events":
        for await (const event of engine.events({ isFinite: true })) if (event.execution === id) return event
        return undefined
    }
  })
}

/** What somebody does to an execution, the more often the more often it is here. */
function deedsFor({ signals: names }: Subject): ReadonlyArray<Deed> {
  const outside = [completes, completes, completes, calls, calls, calls]
  return [...outside, ...(names.length > 0 ? [signals, signals, signals, signals] : []), looks, resumes, waits, retries]
}

/** Starts an execution and does things to it at random moments, also at those for which it waits. */
export async function lookAfter(world: World, order: Order): Promise<void> {
  const { chance, clock } = world
  await clock.wait(between(chance, 1, 40_000))
  if (chance() < 0.1) void waits(world, order)
  if (!(await startOrder(world, order))) return
  if (chance() < 0.5) void waits(world, order)
  const number = between(chance, 0, 9)
  const doing = Array.from({ length: number }, async () => {
    await clock.wait(pick(chance, [0, between(chance, 0, 50), between(chance, 0, 5_000), between(chance, 0, 30_000)]))
    if (chance() < 0.4) await untilDue(world, order)
    await pick(chance, deedsFor(order.subject))(world, order)
  })
  if (chance() < 0.15) {
    await clock.wait(between(chance, 0, 20_000))
    if (chance() < 0.3) await untilDue(world, order)
    await cancels(world, order)
  }
  await Promise.all(doing)
}

/** Waits until about the moment for which an execution waits. */
async function untilDue({ clock, chance, process }: World, { id }: Order): Promise<void> {
  if (process === undefined || process.isDead || process.isClosing) return
  const open = await Promise.race([process.journal.waits().catch(() => []), process.died])
  const due = (open ?? []).flatMap(({ execution, dueMs }) =>
    execution.startsWith(id) && dueMs !== undefined ? [dueMs] : [],
  )
  if (due.length === 0) return
  await clock.wait(Math.max(0, pick(chance, due) + between(chance, -2, 2) - clock.currentTimeMillisUnsafe()))
}

/** Gives an execution what it waits for, as somebody does in the end. */
export async function endWaits(world: World, order: Order): Promise<void> {
  const { id, subject } = order
  if (!world.started.has(id)) await startOrder(world, order)
  await completes(world, order)
  if ((world.urls.get(id) ?? []).length > 0) await calls(world, order)
  if (subject.signals.length > 0) await signals(world, order)
}
