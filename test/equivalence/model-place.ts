import type { Process } from "./model-process.ts"
import type { Mailbox } from "./model-mailbox.ts"
import type { Permits } from "./model-permits.ts"
import type { Saga } from "./model-saga.ts"
import type { Shared } from "./model-shared.ts"
import type { Simulation } from "./model-simulation.ts"
import type { Retry } from "./program.ts"

/** What is told while an execution runs. */
export interface ModelEvent {
  readonly type: string
  readonly path: string
  readonly [fact: string]: unknown
}

/** Everything that can be seen of an execution. */
export interface Seen {
  readonly events: Array<ModelEvent>
  /** What activities did. */
  readonly done: Array<string>
  /** What senders of messages and callers of URLs were told. */
  readonly told: Array<string>
}

/** One execution in the model. */
export interface Execution {
  readonly id: string
  readonly parent: string | undefined
  readonly workflow: string
  readonly simulation: Simulation
  readonly seen: Seen
  readonly retry: Retry | undefined
  readonly permits: Permits | undefined
  readonly mailbox: Mailbox
  readonly shared: Shared
  /** Sagas that hold steps to be undone. */
  readonly sagas: Set<Saga>
  readonly isDataflow: boolean
}

export type Scope = ReadonlyMap<string, unknown>

/** Where in an execution something runs. */
export interface At {
  readonly execution: Execution
  readonly process: Process<unknown>
  readonly path: string
  readonly scope: Scope
  /** The innermost saga around it. */
  readonly saga: Saga | undefined
}

/** A typed failure on its way to whoever handles it. */
export class Failed {
  readonly kind = "failed"
  readonly error: Error

  constructor(error: Error) {
    this.error = error
  }
}

/** A defect on its way to the end of the execution. */
export class Defect {
  readonly kind = "defect"
  readonly error: Error

  constructor(error: Error) {
    this.error = error
  }
}

/** A failure that the language itself brings in. */
export class LanguageFailure extends Error {
  readonly _tag: string

  constructor(tag: string, fields: Readonly<Record<string, unknown>>) {
    super(tag)
    this._tag = tag
    this.name = tag
    Object.assign(this, fields)
  }
}

/** Tells an event. */
export function emit(
  { execution }: At,
  path: string,
  facts: { readonly type: string; readonly [fact: string]: unknown },
): void {
  const { id, parent, workflow, simulation, seen } = execution
  seen.events.push({
    ...facts,
    execution: id,
    ...(parent === undefined ? {} : { parent }),
    workflow,
    path,
    time: simulation.nowMs,
  })
}

/** Writes down what happens in the world. */
export function note({ execution }: At, what: string): void {
  execution.seen.done.push(`${execution.simulation.nowMs} ${what}`)
}

/** Gives the tag that an event tells of an error. */
export function tagOf(error: Error): string {
  return "_tag" in error ? String(error._tag) : error.name
}

/** Gives the path of a name at a path. */
export function below(path: string, name: string): string {
  return path === "" ? escaped(name) : `${path}.${escaped(name)}`
}

/** Gives the path of one repetition. */
export function repeated(path: string, key: string | number): string {
  return `${path}[${escaped(String(key))}]`
}

function escaped(name: string): string {
  return name.replaceAll(/[.[\]\\]/g, (character) => `\\${character}`)
}

/** Gives a place with one more name in scope. */
export function withName(at: At, name: string, value: unknown): At {
  return { ...at, scope: new Map([...at.scope, [name, value]]) }
}
