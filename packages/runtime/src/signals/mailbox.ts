import type { PlanStep, ValueIssue } from "@millrace/plan"
import type * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { ExecutionEnded } from "../failures/execution-ended.ts"
import { InvalidPayload } from "../failures/invalid-payload.ts"
import { SignalsFull } from "../failures/signals-full.ts"
import { UnknownSignal } from "../failures/unknown-signal.ts"
import type { ExecutionFacts } from "../runner/execution.ts"
import { settled } from "../runner/settled.ts"
import type { Checker } from "../schemas/checker.ts"

/** The most messages that are kept for one signal. */
export const mailboxLimit = 1_000

/** What takes messages to one execution. */
export interface Messages {
  /** Whether it refuses everything. */
  readonly isEnded: boolean
  /** Sends a message by the path of its signal, or by its name when only one has it. */
  readonly send: (address: string, payload: unknown, id?: string) => Promise<void>
  /** Checks a message without keeping it. */
  readonly check: (address: string, payload: unknown) => Promise<unknown>
  /** Refuses everything from now on. */
  readonly end: () => void
}

/** A message that has been checked. `path` says which repetition it is for, when it says so. */
interface Letter {
  readonly path: string | undefined
  readonly payload: unknown
  /** The payload before it was decoded. */
  readonly sent: unknown
  /** What its sender calls it. */
  readonly id: string | undefined
}

/** A step that waits for its message. */
export interface Claim {
  readonly path: string
  letter: Letter | undefined
  wake: () => void
}

interface Unchecked {
  readonly path: string | undefined
  readonly payload: unknown
  readonly id: string | undefined
  readonly accept: () => void
  readonly refuse: (reason: Error) => void
}

/** What waits for one signal of the plan, and who waits for it. */
interface Slot {
  readonly signal: string
  decode: Checker | undefined
  readonly unchecked: Array<Unchecked>
  readonly letters: Array<Letter>
  readonly claims: Set<Claim>
}

/**
 * The messages to one execution.
 *
 * Owns every message from its sender to the step that takes it:
 * 1. a message is kept until a step takes it, whether it came before or after the step began to wait;
 * 2. messages to one signal are taken in the order in which they came;
 * 3. a message is checked before its sender is told that it was accepted: at once where the schema of the signal is known
 *    beforehand, as runners and the interpreter do, else when the step first waits;
 * 4. a message that a step was given, but could not take because it was interrupted, is the next one again;
 * 5. no more than `mailboxLimit` messages wait for one signal;
 * 6. when the execution ends, senders that have not been answered are told so;
 * 7. a message to a path inside a child execution is the child's, as long as it runs.
 */
export class Mailbox implements Messages {
  readonly #facts: ExecutionFacts
  readonly #slots: ReadonlyMap<string, Slot>
  /** The mailboxes of children that run, by the path of their step. */
  readonly #children = new Map<string, Messages>()
  #ended = false

  constructor(facts: ExecutionFacts, steps: ReadonlyArray<PlanStep>, decoders: ReadonlyMap<string, Checker>) {
    this.#facts = facts
    this.#slots = new Map(
      steps
        .filter(({ kind }) => kind === "signal")
        .map(({ path }) => [
          path,
          { signal: path, decode: decoders.get(path), unchecked: [], letters: [], claims: new Set<Claim>() },
        ]),
    )
  }

  get isEnded(): boolean {
    return this.#ended
  }

  /** Takes messages for the child execution at a path, until it has ended. */
  adopt(path: string, messages: Messages): void {
    this.#children.set(path, messages)
  }

  send(address: string, payload: unknown, id?: string): Promise<void> {
    if (this.#ended) return Promise.reject(new ExecutionEnded(this.#facts.id))
    for (const [path, child] of this.#children) {
      if (!child.isEnded && address.startsWith(`${path}.`))
        return child.send(address.slice(path.length + 1), payload, id)
    }
    const slot = this.#slots.get(planPath(address)) ?? this.#named(address)
    if (slot === undefined) {
      const { workflow } = this.#facts
      return Promise.reject(new UnknownSignal({ workflow, signal: address, known: [...this.#slots.keys()] }))
    }
    if (slot.unchecked.length + slot.letters.length >= mailboxLimit) {
      return Promise.reject(new SignalsFull({ signal: slot.signal, limit: mailboxLimit }))
    }
    const path = planPath(address) === address ? undefined : address
    return new Promise((accept, refuse) => {
      slot.unchecked.push({ path, payload, id, accept, refuse })
      check(slot)
    })
  }

  /** Checks a message without keeping it. Gives the path of its signal in the plan. */
  check(address: string, payload: unknown): Promise<string> {
    const slot = this.#slots.get(planPath(address)) ?? this.#named(address)
    if (slot === undefined) {
      const { workflow } = this.#facts
      return Promise.reject(new UnknownSignal({ workflow, signal: address, known: [...this.#slots.keys()] }))
    }
    const { signal, decode } = slot
    if (decode === undefined) return Promise.resolve(signal)
    return Effect.runPromiseExit(checkedBy(decode, payload)).then((exit) => {
      if (exit._tag === "Success") return signal
      throw invalid(signal, exit.cause)
    })
  }

  /** Begins to wait: the claim is woken when it has a letter. */
  claim(claim: Claim, decode: Checker): void {
    const slot = this.#slots.get(planPath(claim.path))
    if (slot === undefined) return
    slot.decode = decode
    slot.claims.add(claim)
    check(slot)
    deliver(slot)
  }

  /** Ends to wait. A letter that was not taken goes back to where it was. */
  leave(claim: Claim): void {
    const slot = this.#slots.get(planPath(claim.path))
    if (slot === undefined) return
    slot.claims.delete(claim)
    if (claim.letter === undefined) return
    slot.letters.unshift(claim.letter)
    claim.letter = undefined
    deliver(slot)
  }

  end(): void {
    this.#ended = true
    for (const slot of this.#slots.values()) {
      for (const { refuse } of slot.unchecked.splice(0)) refuse(new ExecutionEnded(this.#facts.id))
    }
  }

  #named(name: string): Slot | undefined {
    const named = [...this.#slots.values()].filter(({ signal }) => signal === name || signal.endsWith(`.${name}`))
    return named.length === 1 ? named[0] : undefined
  }
}

/** Gives the path in the plan of a path in an execution: `rounds[2].paid` is an instance of `rounds[].paid`. */
export function planPath(path: string): string {
  return path.replaceAll(/\\.|\[(?:\\.|[^\\\]])*\]/g, (part) => (part.startsWith("[") ? "[]" : part))
}

/** Checks messages in order; one whose schema waits keeps those after it waiting. */
function check(slot: Slot): void {
  const { decode } = slot
  if (decode === undefined) return
  while (true) {
    const next = slot.unchecked.shift()
    if (next === undefined) return
    const checked = checkedBy(decode, next.payload)
    const exit = settled(checked)
    if (exit !== undefined) {
      settle(slot, next, exit)
      continue
    }
    slot.decode = undefined
    void Effect.runPromiseExit(checked).then((exit) => {
      settle(slot, next, exit)
      slot.decode = decode
      check(slot)
      return exit
    })
    return
  }
}

function checkedBy(decode: Checker, payload: unknown): ReturnType<Checker> {
  try {
    return decode(payload)
  } catch (thrown) {
    return Exit.die(thrown)
  }
}

function settle(slot: Slot, message: Unchecked, exit: Exit.Exit<unknown, ReadonlyArray<ValueIssue>>): void {
  if (exit._tag === "Success") {
    slot.letters.push({ path: message.path, payload: exit.value, sent: message.payload, id: message.id })
    message.accept()
    deliver(slot)
    return
  }
  message.refuse(invalid(slot.signal, exit.cause))
}

function invalid(signal: string, cause: Cause.Cause<ReadonlyArray<ValueIssue>>): InvalidPayload {
  const refused = cause.reasons.find((reason) => reason._tag === "Fail")
  return new InvalidPayload({ signal, issues: refused?.error ?? [] })
}

function deliver(slot: Slot): void {
  for (const claim of slot.claims) {
    const index = slot.letters.findIndex(({ path }) => path === undefined || path === claim.path)
    if (claim.letter !== undefined || index === -1) continue
    claim.letter = slot.letters.splice(index, 1)[0]
    slot.claims.delete(claim)
    claim.wake()
  }
}
