import type { Engine } from "@millrace/runtime/durable"
import { isOfDisk } from "./simulated-process.ts"
import { note } from "./world.ts"
import type { World } from "./world.ts"

/** What somebody was answered, if anything. */
export type Heard<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "refused"; readonly tag: string }
  | { readonly kind: "unheard" }

/** What may be refused, and why. */
const reasons: ReadonlySet<string> = new Set([
  "PayloadMismatch",
  "TokenRefused",
  "InvalidAnswer",
  "InvalidPayload",
  "ExecutionEnded",
  "ExecutionUnknown",
  "ExecutionSuspended",
  "NotRetryable",
  // A child that has not begun has no signals.
  "UnknownSignal",
])

/** How long somebody may be left without an answer, who does not wait for an end. */
const patienceMs = 60_000

/** Asks the engine that there is for something. */
export async function ask<Answer>(
  world: World,
  what: string,
  call: (engine: Engine) => Promise<Answer>,
): Promise<Heard<Answer>> {
  const { process } = world
  const { engine } = process ?? {}
  if (process === undefined || engine === undefined || process.isDead) return { kind: "unheard" }
  process.asked.add(what)
  const stop = /^(result|outcome) /.test(what)
    ? () => undefined
    : process.clock.after(patienceMs, () => {
        world.broken.add(`nobody has answered '${what}' for ${patienceMs} ms`)
      })
  const heard = await Promise.race([
    call(engine).then(
      (answer): Heard<Answer> => ({ kind: "answered", answer }),
      (error: unknown): Heard<Answer> => refusal(world, { what, error, isAlive: !process.isDead }),
    ),
    process.died.then((): Heard<Answer> => ({ kind: "unheard" })),
  ])
  stop()
  process.asked.delete(what)
  // A process that has died may still say something, which nobody hears.
  const told: Heard<Answer> = process.isDead ? { kind: "unheard" } : heard
  note(world, `${what}: ${told.kind === "refused" ? told.tag : told.kind}`)
  return told
}

function refusal(
  { broken }: World,
  { what, error, isAlive }: { readonly what: string; readonly error: unknown; readonly isAlive: boolean },
): Heard<never> {
  const tag = String((error as { readonly _tag?: unknown })?._tag)
  if (isOfDisk(error)) return { kind: "unheard" }
  if (!reasons.has(tag) && isAlive) {
    broken.add(`'${what}' was answered with ${String((error as Error).stack ?? error)}`)
  }
  return { kind: "refused", tag }
}
