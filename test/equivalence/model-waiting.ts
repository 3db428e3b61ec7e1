import { takesMs } from "./behaviours.ts"
import { runBlock } from "./model-block.ts"
import { sleep } from "./model-activity.ts"
import type { Doing } from "./model-process.ts"
import type { At } from "./model-place.ts"
import { below, emit, Failed, LanguageFailure, note } from "./model-place.ts"
import { within } from "./model-race.ts"
import { read } from "./model-reading.ts"
import { observed } from "./model-step.ts"
import { answerOf, callsOf } from "./outside.ts"
import type { Verb, WaitOptions } from "./program.ts"

type Of<Kind extends Verb["kind"]> = Extract<Verb, { readonly kind: Kind }>

/** Waits for a time. */
export function* runSleep(at: At, { name, time }: Of<"sleep">): Doing<undefined> {
  const path = below(at.path, name)
  const { nowMs } = at.execution.simulation
  const given = time.kind === "literal" ? time.ms : read(time.reading, at.scope) * time.unit
  const ms = time.kind === "date" ? given - nowMs : given
  const wait = function* (): Doing<undefined> {
    emit(at, path, { type: "step.waiting", attempt: 1 })
    if (ms > 0) yield* sleep(at, ms)
    return undefined
  }
  return yield* observed(at, { path, life: { attempt: 1 } }, wait())
}

/** Asks a person. */
export function* runHuman(at: At, verb: Of<"human">): Doing<unknown> {
  const { name, deadline, assignees = [], show } = verb
  if (show !== undefined) read(show, at.scope)
  const path = below(at.path, name)
  const { simulation } = at.execution
  const ask = function* (inner: At): Doing<unknown> {
    emit(inner, path, { type: "task.opened", assignees, ...(deadline === undefined ? {} : { deadlineMs: deadline }) })
    emit(inner, path, { type: "step.waiting", attempt: 1 })
    const openedMs = simulation.nowMs
    const answer = answerOf(path)
    yield (resume) => (answer === undefined ? () => undefined : simulation.after(answer.afterMs, resume))
    emit(inner, path, { type: "task.completed", durationMs: simulation.nowMs - openedMs })
    if (answer?.fits !== true) throw new Failed(new LanguageFailure("InvalidAnswer", { path }))
    return answer.answer
  }
  const life = function* (): Doing<unknown> {
    emit(at, path, { type: "step.started", attempt: 1 })
    return yield* inTime(at, { path, limitMs: deadline, wait: verb }, ask)
  }
  return yield* observed(at, { path, life: { attempt: 1 } }, life())
}

/** Waits for a message. */
export function* runSignal(at: At, verb: Of<"signal">): Doing<unknown> {
  const { name, deadline } = verb
  const path = below(at.path, name)
  const { mailbox } = at.execution
  const receive = function* (inner: At): Doing<unknown> {
    let message: unknown
    yield (resume) => {
      const take = (value: unknown): void => {
        message = value
        resume()
      }
      return mailbox.claim(path, take)
    }
    emit(inner, path, { type: "signal.received", signal: name })
    return message
  }
  const life = function* (): Doing<unknown> {
    emit(at, path, { type: "step.waiting", attempt: 1 })
    return yield* inTime(at, { path, limitMs: deadline, wait: verb }, receive)
  }
  return yield* observed(at, { path, life: { attempt: 1 } }, life())
}

/** Gives out a URL and waits for a call to it. */
export function* runWebhook(at: At, verb: Of<"webhook">): Doing<unknown> {
  const { name, map, deadline } = verb
  const path = below(at.path, name)
  const { simulation, seen } = at.execution
  const life = { attempt: 0 }
  const open = new OpenUrl()
  for (const { afterMs, key, value } of callsOf(path)) {
    simulation.after(afterMs, () => {
      const verdict = open.call(key, value)
      seen.told.push(`${simulation.nowMs} ${path} ${verdict}`)
    })
  }
  const openedMs = simulation.nowMs
  const waitFor = function* (): Doing<unknown> {
    const announced = below(path, "announce")
    const activity = map === undefined ? "tell" : "announce"
    const input = map === undefined ? "" : ` ${read(map, at.scope)}`
    const announcing = { attempt: 0 }
    yield* observed(
      at,
      { path: announced, life: announcing },
      announce(at, { path: announced, activity, input, life: announcing, url: path }),
    )
    life.attempt = 1
    emit(at, path, { type: "step.waiting", attempt: 1 })
    const limitMs = deadline === undefined ? undefined : Math.max(0, openedMs + deadline - simulation.nowMs)
    const call = function* (): Doing<unknown> {
      if (open.payload === undefined) yield (resume) => open.wait(resume)
      return open.payload
    }
    return yield* inTime(at, { path, limitMs, wait: verb, onLate: () => open.close() }, call)
  }
  try {
    return yield* observed(at, { path, life }, waitFor())
  } finally {
    open.close()
  }
}

interface Announcement {
  readonly path: string
  readonly activity: string
  readonly input: string
  readonly life: { attempt: number }
  readonly url: string
}

function* announce(at: At, { path, activity, input, life, url }: Announcement): Doing<void> {
  const call = function* (): Doing<void> {
    life.attempt = 1
    emit(at, path, { type: "step.started", attempt: 1, activity })
    note(at, `${activity}${input} hook:${url}`)
    if (activity === "announce") yield* sleep(at, takesMs(`${at.execution.id}/${path}`, "attempt 1"))
  }
  const { permits } = at.execution
  yield* permits === undefined ? call() : permits.holding(call)
}

/** A URL that takes one good call. */
class OpenUrl {
  payload: { readonly value: unknown } | undefined
  #isClosed = false
  #wake: () => void = () => undefined

  call(key: "good" | "bad", value: unknown): string {
    if (this.payload !== undefined) return "used"
    if (this.#isClosed) return "closed"
    if (key === "bad") return "refused"
    if (typeof value !== "number") return "invalid"
    this.payload = { value }
    this.#wake()
    return "accepted"
  }

  wait(resume: () => void): () => void {
    this.#wake = resume
    return () => {
      this.#wake = () => undefined
    }
  }

  close(): void {
    this.#isClosed = true
  }
}

interface LimitedWait {
  readonly path: string
  readonly limitMs: number | undefined
  readonly wait: WaitOptions
  readonly onLate?: () => void
}

/** Waits until the deadline; then the escalation runs, or the wait fails. */
function* inTime(
  at: At,
  { path, limitMs, wait, onLate }: LimitedWait,
  doing: (at: At) => Doing<unknown>,
): Doing<unknown> {
  return yield* within(at, limitMs, doing, function* () {
    const { deadline, onDeadline } = wait
    onLate?.()
    if (onDeadline === undefined)
      throw new Failed(new LanguageFailure("DeadlineExceeded", { path, deadlineMs: deadline }))
    emit(at, path, { type: "branch.taken", branch: "onDeadline" })
    return yield* runBlock({ ...at, path: below(path, "onDeadline") }, onDeadline)
  })
}
