import type { Retry } from "./program.ts"

/** What an attempt of an activity comes to. */
export type Outcome =
  | { readonly kind: "value"; readonly value: number }
  | { readonly kind: "failure"; readonly tag: "Odd" | "Large"; readonly n: number }
  | { readonly kind: "defect"; readonly message: string }

/** What the compensation of an activity does; one that is no `plain` takes its time. */
export interface Undoing {
  readonly form: "plain" | "effect" | "leaving"
  readonly fails: (input: number, attempt: number) => boolean
}

/** What an activity does, for the activities themselves and for the model. */
export interface Behaviour {
  /** How `run` is written: `leaving` is a promise that cannot be stopped, `listening` one that heeds its signal. */
  readonly form: "plain" | "effect" | "leaving" | "listening"
  /** How long it takes: nothing, no time but not at once, or a time of its own. */
  readonly waits: "not" | "moment" | "long"
  /** Whether it takes a time to stop, too. */
  readonly cleansUp: boolean
  readonly tags: ReadonlyArray<"Odd" | "Large">
  readonly retry?: Retry
  readonly timeout?: number
  /** Whether it comes to its outcome although it was interrupted. */
  readonly outlasts?: boolean
  /** The compensation of its own, if it has one. */
  readonly undo?: Undoing
  readonly outcome: (n: number, attempt: number) => Outcome
}

const value = (given: number): Outcome => ({ kind: "value", value: given })
const odd = (n: number): Outcome => ({ kind: "failure", tag: "Odd", n })
const large = (n: number): Outcome => ({ kind: "failure", tag: "Large", n })
const defect = (message: string): Outcome => ({ kind: "defect", message })
const both = ["Odd", "Large"] as const

/** All activities that random workflows call, by name. */
export const behaviours = {
  half: {
    form: "plain",
    waits: "not",
    cleansUp: false,
    tags: both,
    outcome: (n) => (n % 2 === 1 ? odd(n) : value(n / 2)),
  },
  increment: { form: "effect", waits: "not", cleansUp: false, tags: [], outcome: (n) => value(n + 1) },
  broken: {
    form: "plain",
    waits: "not",
    cleansUp: false,
    tags: [],
    outcome: (n) => (n % 11 === 5 ? defect(`broken ${n}`) : value(n)),
  },
  measured: {
    form: "plain",
    waits: "not",
    cleansUp: false,
    tags: [],
    outcome: (n) => (n % 8 === 3 ? defect("the output is no whole number") : value(n + 1)),
  },
  /** Its step has no mapping: it takes the scope as it is, and reads the input's number. */
  survey: { form: "plain", waits: "not", cleansUp: false, tags: [], outcome: (n) => value(n + 1) },
  later: {
    form: "leaving",
    waits: "moment",
    cleansUp: false,
    tags: both,
    outcome: (n) => (n > 40 ? large(n) : value(n + 2)),
  },
  patient: {
    form: "effect",
    waits: "moment",
    cleansUp: false,
    tags: both,
    retry: { maximumAttempts: 2, initialInterval: 0 },
    outcome: (n, attempt) => (n % 3 === attempt ? odd(n) : value(n * 2)),
  },
  slow: {
    form: "effect",
    waits: "long",
    cleansUp: false,
    tags: both,
    outcome: (n) => (n > 45 ? large(n) : value(n + 3)),
  },
  careful: {
    form: "effect",
    waits: "long",
    cleansUp: true,
    tags: both,
    outcome: (n) => (n % 7 === 3 ? odd(n) : value(n * 2)),
  },
  posted: {
    form: "leaving",
    waits: "long",
    cleansUp: false,
    tags: both,
    outcome: (n) => (n > 50 ? large(n) : value(n + 5)),
  },
  fetched: {
    form: "listening",
    waits: "long",
    cleansUp: true,
    tags: both,
    outcome: (n) => (n % 9 === 4 ? odd(n) : value(n + 7)),
  },
  sturdy: {
    form: "effect",
    waits: "long",
    cleansUp: false,
    tags: both,
    retry: { maximumAttempts: 4, initialInterval: 301, backoffCoefficient: 1.5 },
    timeout: 70_000,
    outcome: (n, attempt) => (attempt <= n % 5 ? odd(n) : value(n + attempt)),
  },
  falling: {
    form: "effect",
    waits: "long",
    cleansUp: false,
    tags: [],
    outcome: (n) => (n % 13 === 5 ? defect(`falling ${n}`) : value(n + 1)),
  },
  reserve: {
    form: "plain",
    waits: "not",
    cleansUp: false,
    tags: both,
    undo: { form: "plain", fails: (input) => input % 8 === 6 },
    outcome: (n) => (n % 10 === 7 ? odd(n) : value(n + 4)),
  },
  book: {
    form: "effect",
    waits: "long",
    cleansUp: false,
    tags: both,
    undo: { form: "effect", fails: (input) => input % 8 === 6 },
    outcome: (n) => (n % 10 === 3 ? large(n) : value(n + 6)),
  },
  /** Nothing stops it; nor what undoes it. */
  hold: {
    form: "leaving",
    waits: "long",
    cleansUp: false,
    tags: both,
    retry: { maximumAttempts: 2, initialInterval: 401 },
    undo: { form: "leaving", fails: (input, attempt) => input % 8 === 6 || (input % 4 === 1 && attempt === 1) },
    outcome: (n, attempt) => (n % 9 === 5 || (n % 9 === 2 && attempt === 1) ? odd(n) : value(n + 4)),
  },
  /** It hears that it is interrupted, and comes to its outcome all the same. */
  rent: {
    form: "listening",
    waits: "long",
    cleansUp: true,
    outlasts: true,
    tags: both,
    timeout: 60_000,
    undo: { form: "effect", fails: (input) => input % 8 === 3 },
    outcome: (n) => (n % 9 === 7 ? large(n) : value(n + 2)),
  },
  /** It cannot be interrupted. */
  seize: {
    form: "effect",
    waits: "long",
    cleansUp: false,
    outlasts: true,
    tags: both,
    undo: { form: "effect", fails: (input) => input % 8 === 5 },
    outcome: (n) => (n % 9 === 1 ? odd(n) : value(n + 1)),
  },
  guessed: {
    form: "effect",
    waits: "long",
    cleansUp: true,
    tags: ["Odd"],
    outcome: (n) => (n % 4 === 3 ? odd(n) : value(n + 8)),
  },
  undo: {
    form: "effect",
    waits: "long",
    cleansUp: false,
    tags: both,
    outcome: (n) => (n % 6 === 5 ? odd(n) : value(n)),
  },
  /** Like `undo`, and attempted again, also where it takes too long. */
  revoke: {
    form: "leaving",
    waits: "long",
    cleansUp: false,
    tags: both,
    retry: { maximumAttempts: 3, initialInterval: 301 },
    timeout: 50_000,
    outcome: (n, attempt) => (attempt <= n % 4 ? odd(n) : value(n)),
  },
} satisfies Readonly<Record<string, Behaviour>>

/** The name of an activity. */
export type ActivityName = keyof typeof behaviours

/** Gives the behaviour of an activity. */
export function behaviourOf(name: string): Behaviour {
  const found = Object.entries(behaviours).find(([each]) => each === name)
  if (found === undefined) throw new Error(`there is no activity '${name}'`)
  return found[1]
}

/** Gives what the compensation of an activity does that has one of its own. */
export function undoingOf(name: string): Undoing {
  const { undo } = behaviourOf(name)
  if (undo === undefined) throw new Error(`activity '${name}' has no compensation`)
  return undo
}

/** How long something takes, from 2 to 100 seconds: another time for every place and purpose, so that nothing ties. */
export function takesMs(place: string, purpose: string): number {
  let hash = 0x811c9dc5
  for (const character of `${place} ${purpose}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return 2_003 + (((hash ^ (hash >>> 15)) >>> 0) % 97_001)
}

/** Whether a gate cannot be closed at a time. */
export function gateJams(nowMs: number): boolean {
  return takesMs("gate", `closes ${nowMs}`) % 3 === 0
}
