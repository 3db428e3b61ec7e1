import { recorded } from "../record.ts"
import type { Scene } from "../scenes.ts"
import type { ServedEngine } from "./served-engine.ts"

/** What clients were told, and so must be so. */
export interface Books {
  readonly started: Set<string>
  /** Messages, as `<execution> <id>`. */
  readonly accepted: Set<string>
  readonly outcomes: Map<string, { readonly scene: string; readonly outcome: string }>
}

/** Starts an execution, sends it what it waits for, and notes what it is told. */
export async function runClient(engine: ServedEngine, scene: Scene, books: Books, id: string): Promise<void> {
  await engine.ask({ kind: "start", execution: id, scene: scene.name })
  books.started.add(id)
  const { outside } = scene
  if (outside.kind === "signals") {
    for (let number = 1; number <= outside.count; number++) {
      const message = `message-${number}`
      const sent = engine.ask({ kind: "signal", execution: id, id: message, payload: { amount: 10 * number } })
      if ((await refusalOf(sent)) === undefined) books.accepted.add(`${id} ${message}`)
    }
  }
  const outcome = String(await engine.ask({ kind: "result", execution: id }))
  books.outcomes.set(id, { scene: scene.name, outcome })
}

/** Answers every question and calls every webhook, until it is told to stop. */
export async function runPeople(engine: ServedEngine, world: string, isOver: () => boolean): Promise<void> {
  const called = new Set<string>()
  while (!isOver()) {
    // The engine writes an array of texts.
    const tokens = (await engine.ask({ kind: "tasks" })) as ReadonlyArray<string>
    for (const token of tokens) await refusalOf(engine.ask({ kind: "complete", token }))
    for (const { what, path: url } of recorded(world)) {
      if (what !== "announced" || called.has(url)) continue
      const status = await engine.ask({ kind: "call", url })
      if (status === 200 || status === 409 || status === 410) called.add(url)
    }
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** One who asks again may come too late. */
function refusalOf(asked: Promise<unknown>): Promise<string | undefined> {
  return asked.then(
    () => undefined,
    (error: unknown) => {
      const tag = error instanceof Error ? error.message : ""
      if (tag === "ExecutionEnded" || tag === "TokenRefused") return tag
      throw error
    },
  )
}
