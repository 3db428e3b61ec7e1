import { ExecutionEnded } from "../../failures/execution-ended.ts"
import { UnknownSignal } from "../../failures/unknown-signal.ts"
import { ExecutionFacts } from "../../runner/execution.ts"
import { programOf } from "../../runner/programs.ts"
import type { EngineParts } from "../engine-parts.ts"
import { WorkflowUnknown } from "../failures/workflow-unknown.ts"
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

/** Sends messages to signals, when they fit. */
export class Signals {
  readonly #parts: EngineParts
  readonly #executions: Executions
  readonly #inbox: Inbox

  constructor(parts: EngineParts, executions: Executions, inbox: Inbox) {
    this.#parts = parts
    this.#executions = executions
    this.#inbox = inbox
  }

  /** Checks a message, and keeps it. */
  async send(execution: string, { id, name, payload, source }: NewSignal): Promise<void> {
    await this.#check(execution, name, payload)
    const kept = await this.#inbox.send(execution, { id, kind: "signal", address: name, payload, source })
    if (kept === "late") throw new ExecutionEnded(execution)
  }

  async #check(execution: string, name: string, payload: unknown): Promise<void> {
    const { workflow } = await this.#executions.row(execution)
    const { runners } = this.#parts
    const runner = runners.get(workflow)
    const program = runner && programOf(runner)
    if (program === undefined) throw new WorkflowUnknown({ workflow, known: [...runners.keys()] })
    const { plan, signals } = program.definition
    const mailbox = signals?.(new ExecutionFacts(plan, execution), plan.steps)
    if (mailbox === undefined) throw new UnknownSignal({ workflow, signal: name, known: [] })
    await mailbox.check(name, payload)
  }
}
