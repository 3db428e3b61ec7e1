import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { InvalidAnswer } from "../failures/invalid-answer.ts"
import type { HumanTask, HumanTasksShape } from "../human-tasks/human-tasks.ts"

interface OpenTask {
  readonly task: HumanTask
  readonly answer: (given: unknown) => void
}

/** The human tasks of one life: questions that its steps have asked, and answers that the journal has for them. */
export class LifeTasks implements HumanTasksShape {
  readonly isLasting = true
  readonly #open = new Map<string, OpenTask>()
  /** Answers that came before their question was asked in this life. */
  readonly #early = new Map<string, unknown>()
  readonly #asked = new Map<string, Array<(task: HumanTask) => void>>()

  ask(task: HumanTask): Effect.Effect<unknown> {
    return Effect.callback((resume) => {
      const { path } = task
      if (this.#early.has(path)) {
        const given = this.#early.get(path)
        this.#early.delete(path)
        return resume(Exit.succeed(given))
      }
      this.#open.set(path, { task, answer: (given) => resume(Exit.succeed(given)) })
      for (const tell of this.#asked.get(path) ?? []) tell(task)
      this.#asked.delete(path)
      return Effect.sync(() => {
        this.#open.delete(path)
      })
    })
  }

  /** Gives an answer that the journal has to the step that waits for it, or will. */
  answer(path: string, given: unknown): void {
    const open = this.#open.get(path)
    if (open === undefined) this.#early.set(path, given)
    else open.answer(given)
  }

  /** Resolves when an answer fits the question at a path, which may still have to be asked. */
  async check(path: string, given: unknown): Promise<void> {
    const task = this.#open.get(path)?.task ?? (await this.#whenAsked(path))
    const issues = await Effect.runPromise(task.check(given))
    if (issues.length > 0) throw new InvalidAnswer({ path, issues })
  }

  #whenAsked(path: string): Promise<HumanTask> {
    return new Promise((resolve) => {
      const waiting = this.#asked.get(path) ?? []
      this.#asked.set(path, [...waiting, resolve])
    })
  }
}
