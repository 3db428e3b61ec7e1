import { ExecutionEnded } from "../../failures/execution-ended.ts"
import { UnknownSignal } from "../../failures/unknown-signal.ts"
import { ends } from "../../journal/execution-row.ts"
import type { ExecutionRow } from "../../journal/execution-row.ts"
import { ExecutionFacts } from "../../runner/execution.ts"
import { programOf } from "../../runner/programs.ts"
import { planPath } from "../../signals/mailbox.ts"
import type { EngineParts } from "../engine-parts.ts"
import { assertKept } from "../values/kept-text.ts"
import { EngineClosed } from "../failures/engine-closed.ts"
import { ExecutionSuspended } from "../failures/execution-suspended.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import type { Executions } from "./executions.ts"
import type { Inbox } from "./inbox.ts"

/** A message to a `signal`, as its sender gives it. */
export interface NewSignal {
  readonly id: string
  /** The name or the path of the signal. */
  readonly name: string
  readonly payload: unknown
  readonly source: string
}

/** What signals need of their engine. */
export interface SignalParts {
  readonly scheduler: Scheduler
  readonly executions: Executions
  readonly inbox: Inbox
}

/** Sends messages to signals, when they fit. */
export class Signals {
  readonly #engine: EngineParts
  readonly #parts: SignalParts

  constructor(engine: EngineParts, parts: SignalParts) {
    this.#engine = engine
    this.#parts = parts
  }

  /** Checks a message, and keeps it; one to a signal inside a child is the child's. */
  async send(execution: string, signal: NewSignal): Promise<void> {
    assertKept(signal.id, "the id of a message")
    assertKept(signal.name, "the name of a signal")
    assertKept(signal.source, "the source of a message")
    const row = await this.#parts.executions.row(execution)
    const inner = await this.#childOf(row, signal.name)
    if (inner !== undefined) return this.send(inner.execution, { ...signal, name: inner.name })
    const { id, name, payload, source } = signal
    await this.#check(row, signal)
    const kept = await this.#parts.inbox.send(execution, { id, kind: "signal", address: name, payload, source })
    if (kept === "late") throw new ExecutionEnded(execution)
  }

  /** Gives the child that has the signal with this path, and what it calls it. */
  async #childOf(
    { id, workflow }: ExecutionRow,
    name: string,
  ): Promise<{ readonly execution: string; readonly name: string } | undefined> {
    const children = (this.#engine.runners.get(workflow)?.plan.steps ?? []).filter(({ kind }) => kind === "child")
    for (let dot = name.indexOf("."); dot !== -1 && children.length > 0; dot = name.indexOf(".", dot + 1)) {
      const path = name.slice(0, dot)
      if (!children.some((child) => child.path === planPath(path))) continue
      const execution = `${id}/${path}`
      if ((await this.#engine.journal.find(execution)) !== undefined) return { execution, name: name.slice(dot + 1) }
    }
    return undefined
  }

  /** A workflow knows what fits its signals; one that is known to its parent only is asked where it runs. */
  async #check({ id, workflow }: ExecutionRow, { name, payload }: NewSignal): Promise<void> {
    const { runners } = this.#engine
    const runner = runners.get(workflow)
    const program = runner && programOf(runner)
    if (program === undefined) return this.#checkWhereItRuns(id, { name, payload })
    const { plan, signals } = program.definition
    const mailbox = signals?.(new ExecutionFacts(plan, id), plan.steps)
    if (mailbox === undefined) throw new UnknownSignal({ workflow, signal: name, known: [] })
    await mailbox.check(name, payload)
  }

  async #checkWhereItRuns(id: string, { name, payload }: Pick<NewSignal, "name" | "payload">): Promise<void> {
    const { executions, scheduler } = this.#parts
    for (;;) {
      const life = await scheduler.summon(await executions.rootOf(id))
      const mailbox = await Promise.race([life?.inbox.mailboxOf(id), life?.ended.then(() => undefined)])
      if (mailbox !== undefined) return void (await mailbox.check(name, payload))
      const { status, reason = "" } = await executions.row(await executions.rootOf(id))
      // Then it is known already, or comes too late.
      if (ends.has(status) || ends.has((await executions.row(id)).status)) return
      if (status === "suspended") throw new ExecutionSuspended({ execution: id, reason })
      if (life === undefined) throw new EngineClosed(id)
    }
  }
}
