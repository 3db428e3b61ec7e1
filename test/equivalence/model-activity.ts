import { behaviourOf, takesMs, undoingOf } from "./behaviours.ts"
import type { Behaviour } from "./behaviours.ts"
import { Large, Odd } from "./random-activities.ts"
import type { Doing } from "./model-process.ts"
import { Interruption } from "./model-process.ts"
import type { At } from "./model-place.ts"
import { Defect, Failed, LanguageFailure, note } from "./model-place.ts"

/** One attempt of an activity at the path of its step. */
export interface Attempt {
  readonly name: string
  readonly path: string
  readonly n: number
  readonly attempt: number
}

/** Makes one attempt; `succeeded` is told in the moment in which it succeeds, whether or not anybody waits for it. */
export function* runActivity(
  at: At,
  attempt: Attempt,
  succeeded: (output: number) => void = () => undefined,
): Doing<number> {
  const behaviour = behaviourOf(attempt.name)
  const place = `${at.execution.id}/${attempt.path}`
  note(at, `${attempt.name} ${attempt.n} #${attempt.attempt} at ${place}`)
  if (behaviour.waits === "moment") yield (resume) => at.execution.simulation.soon(resume)
  const outcome = behaviour.outcome(attempt.n, attempt.attempt)
  const ended = (): void => {
    if (outcome.kind === "value") succeeded(outcome.value)
  }
  if (behaviour.waits === "long") yield* takeLong(at, { behaviour, attempt, place, ended })
  else ended()
  if (outcome.kind === "value") return outcome.value
  if (outcome.kind === "failure") {
    throw new Failed(outcome.tag === "Odd" ? new Odd({ n: outcome.n }) : new Large({ n: outcome.n }))
  }
  const { name, path } = attempt
  throw new Defect(new LanguageFailure("ActivityDefect", { activity: name, path, attempt: attempt.attempt }))
}

interface LongAttempt {
  readonly behaviour: Behaviour
  readonly attempt: Attempt
  readonly place: string
  readonly ended: () => void
}

function* takeLong(at: At, { behaviour, attempt, place, ended }: LongAttempt): Doing<void> {
  const { simulation } = at.execution
  const { name, attempt: count } = attempt
  const ms = takesMs(place, `attempt ${count}`)
  if (behaviour.form === "leaving") {
    return yield* leaveFor(at, ms, () => {
      note(at, `${name} ends at ${place}`)
      ended()
    })
  }
  const untilEnd = function* (): Doing<void> {
    yield (resume) => simulation.after(ms, resume)
    note(at, `${name} ends at ${place}`)
  }
  if (behaviour.form === "effect" && behaviour.outlasts === true) {
    // What an Effect came to is not known where it was interrupted meanwhile.
    yield* at.process.shielded(untilEnd())
    return ended()
  }
  try {
    yield* untilEnd()
  } catch (interruption) {
    if (!(interruption instanceof Interruption) || !behaviour.cleansUp) throw interruption
    note(at, `${name} stops at ${place}`)
    yield (resume) => simulation.after(takesMs(place, `cleanup ${count}`), resume)
    note(at, `${name} stopped at ${place}`)
    if (behaviour.outlasts === true) ended()
    throw interruption
  }
  ended()
}

/** Waits for what nothing can stop: it comes to its end whether anybody still waits for it or not. */
function* leaveFor(at: At, ms: number, onEnd: () => void): Doing<void> {
  let arrive = (): void => undefined
  at.execution.simulation.after(ms, () => {
    onEnd()
    arrive()
  })
  yield (resume) => {
    arrive = resume
    return () => {
      arrive = () => undefined
    }
  }
}

/** One attempt of the compensation that an activity has of its own. */
export interface UndoAttempt {
  readonly name: string
  readonly path: string
  readonly input: number
  readonly output: number
  readonly attempt: number
}

/** Undoes a call by the activity's own compensation. */
export function* undoOwn(at: At, { name, path, input, output, attempt }: UndoAttempt): Doing<void> {
  const place = `${at.execution.id}/${path}`
  const { form, fails } = undoingOf(name)
  note(at, `${name} undone ${input} ${output} at ${place}`)
  const ms = takesMs(place, "undo")
  if (form === "effect") yield* sleep(at, ms)
  if (form === "leaving") yield* leaveFor(at, ms, () => note(at, `${name} undone at ${place}`))
  if (!fails(input, attempt)) return
  // What a compensation throws is declared nowhere; an Effect says what it fails with.
  if (form === "leaving") throw new Defect(new LanguageFailure("ActivityDefect", { activity: name, path, attempt }))
  throw new Failed(new Odd({ n: input }))
}

/** Waits; a wait of no time ends at this time, but not at once. */
export function* sleep(at: At, ms: number): Doing<void> {
  const { simulation } = at.execution
  yield (resume) => (ms > 0 ? simulation.after(ms, resume) : simulation.soon(resume))
}
