import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import { InvalidAnswer } from "../../failures/invalid-answer.ts"
import type { HumanTask, HumanTasksShape } from "../../human-tasks/human-tasks.ts"
import { placeKey } from "./place.ts"
import type { Place } from "./place.ts"

interface OpenTask {
  readonly task: HumanTask
  readonly answer: (given: unknown) => void
}

/** The human tasks of one life: questions that steps of it and of its children have asked, and answers that the journal has. */
export class LifeTasks implements HumanTasksShape {
  readonly isLasting = true
  readonly #open = new Map<string, OpenTask>()
  /** Answers that came before their question was asked in this life. */
  readonly #early = new Map<string, unknown>()
  /** Who wants to know a question; nobody asks it where there is none. */
  readonly #asked = new Map<string, Array<(task: HumanTask | undefined) => void>>()
  /** Where nobody asks any more. */
  readonly #over = new Set<string>()

  ask(task: HumanTask): Effect.Effect<unknown> {
    return Effect.callback((resume) => {
      const key = placeKey({ execution: task.execution.id, path: task.path })
      if (this.#early.has(key)) {
        const given = this.#early.get(key)
        this.#early.delete(key)
        return resume(Exit.succeed(given))
      }
      this.#open.set(key, { task, answer: (given) => resume(Exit.succeed(given)) })
      this.#tell(key, task)
      return Effect.sync(() => {
        this.#open.delete(key)
      })
    })
  }

  /** Gives an answer that the journal has to the step that waits for it, or will. */
  answer(place: Place, given: unknown): void {
    const open = this.#open.get(placeKey(place))
    if (open === undefined) this.#early.set(placeKey(place), given)
    else open.answer(given)
  }

  /** The question at a place has been answered, or nobody waits for an answer any more. */
  over(place: Place): void {
    const key = placeKey(place)
    this.#over.add(key)
    this.#tell(key, undefined)
  }

  /** Resolves when an answer fits the question at a place, which may still have to be asked, or that is over. */
  async check(place: Place, given: unknown): Promise<void> {
    const key = placeKey(place)
    const task = this.#open.get(key)?.task ?? (await this.#whenAsked(key))
    if (task === undefined) return
    const issues = await Effect.runPromise(task.check(given))
    if (issues.length > 0) throw new InvalidAnswer({ path: place.path, issues })
  }

  #tell(key: string, task: HumanTask | undefined): void {
    for (const tell of this.#asked.get(key) ?? []) tell(task)
    this.#asked.delete(key)
  }

  #whenAsked(key: string): Promise<HumanTask | undefined> {
    if (this.#over.has(key)) return Promise.resolve(undefined)
    return new Promise((resolve) => {
      const waiting = this.#asked.get(key) ?? []
      this.#asked.set(key, [...waiting, resolve])
    })
  }
}
