import { activity } from "@millrace/runtime/runner"
import type { DurableRunner } from "@millrace/runtime/durable"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"

export class Full extends Data.TaggedError("Full")<{ readonly town: string }> {}

/** What activities act on. */
export interface FlowWorld {
  readonly done: { readonly push: (what: string) => unknown }
  readonly take: <Value>(ms: number, what: string, value: Value) => Promise<Value>
}

/** A workflow of which the same has to come whatever happens to its process. */
export interface Flow {
  readonly title: string
  readonly runner: (world: FlowWorld) => DurableRunner<void>
}

/** Gives the steps of the flows: each does something in the world at its path. */
export function flowSteps(world: FlowWorld) {
  const add = activity("add", (n: number, { path }) => world.take(1, path, n + 1))
  const slow = activity("slow", (n: number, { path }) => world.take(120, path, n + 1))
  const value = activity("value", (n: number, { path }) => {
    world.done.push(path)
    return n + 1
  })
  const effect = activity("effect", (n: number, { path }) =>
    Effect.andThen(
      Effect.sleep(1),
      Effect.promise(() => world.take(0, path, n + 1)),
    ),
  )
  const full = activity("full", {
    errors: [Full],
    run: async (town: string, { path }): Promise<string> => {
      await world.take(2, path, town)
      throw new Full({ town })
    },
  })
  const book = activity("book", {
    // It reads its signal, so that it is waited for.
    run: (town: string, { path, abortSignal }) => world.take(abortSignal.aborted ? 0 : 3, path, `room in ${town}`),
    compensate: ({ output }, { path }) => world.take(1, `${path} undoes ${output}`, undefined),
  })
  const bookSlowly = activity("book-slowly", {
    run: (town: string, { path, abortSignal }) => world.take(abortSignal.aborted ? 0 : 40, path, `room in ${town}`),
    compensate: ({ output }, { path }) => world.take(1, `${path} undoes ${output}`, undefined),
  })
  const flaky = activity("flaky", {
    errors: [Full],
    run: async (times: number, { path, attempt }): Promise<number> => {
      await world.take(1, `${path} ${attempt}`, undefined)
      if (attempt <= times) throw new Full({ town: "busy" })
      return attempt
    },
  })
  const tell = activity("tell", ({ url }: { readonly url: string }, { path }) =>
    world.take(2, path, url.startsWith("https://")),
  )
  return { tell, add, slow, value, effect, full, book, bookSlowly, flaky }
}
