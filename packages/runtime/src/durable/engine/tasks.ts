import { ends } from "../../journal/execution-row.ts"
import { endOfTimeMs } from "../../webhooks/token.ts"
import type { OpenTask } from "../engine-options.ts"
import type { EngineParts } from "../engine-parts.ts"
import { EngineClosed } from "../failures/engine-closed.ts"
import { ExecutionSuspended } from "../failures/execution-suspended.ts"
import { PayloadMismatch } from "../failures/payload-mismatch.ts"
import { TokenRefused } from "../failures/token-refused.ts"
import type { Scheduler } from "../scheduling/scheduler.ts"
import { taskMessageId } from "./task-tokens.ts"
import type { TaskTokens } from "./task-tokens.ts"
import type { Executions } from "./executions.ts"
import type { Inbox } from "./inbox.ts"

/** What tasks need of their engine. */
export interface TaskParts {
  readonly scheduler: Scheduler
  readonly tokens: TaskTokens
  readonly executions: Executions
  readonly inbox: Inbox
}

/** The questions to people, and their answers. */
export class Tasks {
  readonly #engine: EngineParts
  readonly #parts: TaskParts

  constructor(engine: EngineParts, parts: TaskParts) {
    this.#engine = engine
    this.#parts = parts
  }

  /** Lists the open questions, those that were asked first first. */
  async list(request: { readonly limit?: number }): Promise<ReadonlyArray<OpenTask>> {
    const { journal, format } = this.#engine
    const { executions, tokens } = this.#parts
    const waits = await journal.waits({ ...request, kind: "human" })
    return Promise.all(
      waits.map(async ({ execution, path, dueMs, openedMs, details }) => {
        const { workflow } = await executions.row(execution)
        const place = { execution, path, audience: workflow, expires: dueMs ?? endOfTimeMs }
        const asks = format.decode(details, () => `task '${path}'`)
        return { execution, workflow, path, dueMs, openedMs, asks, token: await tokens.issue(place) }
      }),
    )
  }

  /** Answers a question; the same answer again changes nothing. */
  async complete(token: string, answer: unknown): Promise<void> {
    const { journal, clock } = this.#engine
    const { executions, tokens, inbox } = this.#parts
    const { execution, path, audience } = await tokens.read(token, clock.currentTimeMillisUnsafe())
    const row = await executions.row(execution)
    if (row.workflow !== audience) throw new TokenRefused("unknown")
    const history = await journal.read(execution)
    const isOpen = history?.waits.some((wait) => wait.kind === "human" && wait.path === path) === true
    if (isOpen) await this.#check(execution, path, answer)
    const id = taskMessageId(path)
    const kept = await inbox.keep(execution, { id, kind: "human", address: path, payload: answer, source: "task" })
    if (kept === "other") {
      throw new PayloadMismatch({ subject: `task '${path}' of execution '${execution}'`, isAnswer: true })
    }
    if (kept === "late" || (kept === "kept" && !isOpen)) throw new TokenRefused("closed")
  }

  /** Whether an answer fits is known to the step that asks, which has to be there for that. */
  async #check(execution: string, path: string, answer: unknown): Promise<void> {
    const { executions, scheduler } = this.#parts
    for (;;) {
      const life = await scheduler.summon(await executions.rootOf(execution))
      const checked = life?.tasks.check({ execution, path }, answer).then(() => true)
      if (await Promise.race([checked, life?.ended.then(() => false)])) return
      const { status, reason = "" } = await executions.row(execution)
      if (ends.has(status)) return
      if (status === "suspended") throw new ExecutionSuspended({ execution, reason })
      if (life === undefined) throw new EngineClosed(execution)
    }
  }
}
