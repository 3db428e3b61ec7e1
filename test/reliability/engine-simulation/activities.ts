import { activity } from "@millrace/dsl"
import type { ActivityContext } from "@millrace/dsl"
import * as Data from "effect/Data"
import { begins, here, note } from "./world.ts"
import type { Beginning } from "./world.ts"

/** A failure that activities declare. */
export class Odd extends Data.TaggedError("Odd")<{ readonly n: number }> {}

type Facts = Pick<ActivityContext, "path" | "attempt" | "execution">

function beginningOf({ execution, path, attempt }: Facts, kind: Beginning["kind"]): Beginning {
  return { execution: execution.id, path, attempt, kind }
}

/** Is at work for a while. The rest of it never comes when its process dies. */
async function takes(ms: number, context: Facts, kind: Beginning["kind"] = "step"): Promise<void> {
  const { clock } = begins(here(), beginningOf(context, kind))
  if (ms > 0) await clock.wait(ms)
}

/** Takes a time, and gives what it was given. */
export const works = activity("works", async ({ n, ms }: { readonly n: number; readonly ms: number }, context) => {
  const { path, attempt, execution } = context
  await takes(ms, { path, attempt, execution })
  return n
})

/** Tells the world what a message was. */
export const gets = activity("gets", async (n: number, context) => {
  const { path, attempt, execution } = context
  await takes(n % 3, { path, attempt, execution })
  here().got.push({ execution: execution.id, n })
  return n
})

/** Fails in its first attempts. */
export const flaky = activity("flaky", {
  errors: [Odd],
  run: async ({ fails, ms }: { readonly fails: number; readonly ms: number }, context) => {
    const { path, attempt, execution } = context
    await takes(ms, { path, attempt, execution })
    if (attempt <= fails) throw new Odd({ n: attempt })
    return attempt
  },
})

/** Fails until somebody has mended what it needs. */
export const needy = activity("needy", {
  errors: [Odd],
  run: async (ms: number, context) => {
    const { path, attempt, execution } = context
    await takes(ms, { path, attempt, execution })
    if (!here().mended.has(execution.id.split("/")[0] ?? "")) throw new Odd({ n: 0 })
    return 1
  },
})

/** Fails after a time. */
export const fails = activity("fails", {
  errors: [Odd],
  run: async (ms: number, context): Promise<number> => {
    const { path, attempt, execution } = context
    await takes(ms, { path, attempt, execution })
    throw new Odd({ n: 1 })
  },
})

/** Books, however long it takes: whoever stops it is not heard, but waits for it. Gives back what it has booked. */
export const books = activity("books", {
  retry: { maximumAttempts: 3, initialInterval: 700 },
  run: async (ms: number, context) => {
    const { path, attempt, execution, idempotencyKey: booking, abortSignal } = context
    await takes(abortSignal.aborted ? 0 : ms, { path, attempt, execution })
    const { bookings } = here()
    bookings.set(execution.id, new Set([...(bookings.get(execution.id) ?? []), booking]))
    return { booking }
  },
  compensate: async ({ output }, context) => {
    const { path, attempt, execution } = context
    await takes(40, { path, attempt, execution }, "compensation")
    if (attempt === 1 && here().chance() < 0.2) throw new RangeError("nobody at the desk")
    here().bookings.get(execution.id)?.delete(output.booking)
  },
})

/** Tells the world a URL. */
export const announces = activity("announces", async ({ url }: { readonly url: string }, context) => {
  const { path, attempt, execution } = context
  await takes(2, { path, attempt, execution })
  const world = here()
  note(world, `${execution.id} announces a URL`)
  world.urls.set(execution.id, [...(world.urls.get(execution.id) ?? []), url])
})
