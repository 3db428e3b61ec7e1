import type { AnyWorkflow } from "@millrace/plan"
import * as beside from "./flows/beside.flow.ts"
import * as cancelled from "./flows/cancelled.flow.ts"
import * as children from "./flows/children.flow.ts"
import * as rows from "./flows/rows.flow.ts"
import * as sagas from "./flows/sagas.flow.ts"
import * as waits from "./flows/waits.flow.ts"

/** What somebody outside does while an execution runs; each time the same, as clients have to. */
export type Outside =
  | { readonly kind: "nothing" }
  /** Sends so many messages, each with an id of its own. */
  | { readonly kind: "signals"; readonly name: string; readonly count: number }
  /** Answers every question. */
  | { readonly kind: "answers" }
  /** Calls every webhook. */
  | { readonly kind: "calls" }
  /** Cancels when a step 'mark' has been made. */
  | { readonly kind: "cancels" }

/** A workflow that is killed, and of which the same has to come. */
export interface Scene {
  readonly name: string
  readonly workflow: AnyWorkflow
  readonly input?: unknown
  readonly outside: Outside
  /** What it may come to instead, where that depends on who is first. */
  readonly otherwise?: string
  /**
   * Whether a moment that goes on while nobody runs decides what it comes to: then what it had not begun by that moment may
   * never begin.
   */
  readonly isTimed?: true
  /** Whether what it does may be found in the memory of its process, where it has been done for another execution. */
  readonly isCached?: true
}

type Facts = Partial<Pick<Scene, "input" | "outside" | "otherwise" | "isTimed" | "isCached">>

const payments: Facts = { outside: { kind: "signals", name: "paid", count: 1 } }
const answers: Facts = { outside: { kind: "answers" } }
// How far other branches have come by then is for the machine to say.
const cancels: Facts = { outside: { kind: "cancels" }, isTimed: true }

const facts: Readonly<Record<string, Facts>> = {
  "row-cached": { isCached: true },
  "row-deadline": { isTimed: true },
  "wait-until": { input: { untilMs: Date.UTC(2020, 1, 1) } },
  "wait-signal": payments,
  "wait-signals": { outside: { kind: "signals", name: "paid", count: 3 } },
  "wait-signal-in-time": payments,
  "wait-race": payments,
  "wait-human": answers,
  "wait-humans": answers,
  "wait-webhook": { outside: { kind: "calls" } },
  "wait-webhook-in-saga": { outside: { kind: "calls" } },
  "wait-webhook-deadline": { isTimed: true },
  "wait-timeout": { isTimed: true },
  "saga-timed-out": { isTimed: true },

  "child-asks": answers,
  "child-undone": { isTimed: true },
  "cancel-in-undo": { ...cancels, otherwise: "Full" },
}

/** Workflows that are only children of others. */
const inside: ReadonlySet<string> = new Set([
  "inner",
  "inner-fails",
  "inner-asks",
  "inner-expects",
  "inner-saga",
  "inner-sleeps",
  "middle",
])

const modules: ReadonlyArray<Readonly<Record<string, AnyWorkflow>>> = [rows, beside, waits, children, sagas, cancelled]

/** All of them: every verb with its options, alone and inside of others. */
export const scenes: ReadonlyArray<Scene> = modules.flatMap((module) =>
  Object.values(module).flatMap((workflow): ReadonlyArray<Scene> => {
    const { name } = workflow.plan
    const given = facts[name] ?? (module === cancelled ? cancels : {})
    return inside.has(name) ? [] : [{ name, workflow, outside: { kind: "nothing" }, ...given }]
  }),
)
