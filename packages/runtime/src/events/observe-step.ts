import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { EventFacts } from "./event.ts"
import { endingOf, failureFacts } from "./failure-facts.ts"
import { durationSince } from "./observer.ts"
import type { Observer } from "./observer.ts"
import { framed } from "../runner/block-wait.ts"
import { ready } from "../runner/ready.ts"

/** Runs a step's life and tells the observer how it ended, if it began. The attempts tell what happens in between. */
export function observeStep<Life extends { readonly attempt: number }>(
  run: (life: Life) => Effect.Effect<unknown, unknown, unknown>,
  life: Life,
  { observer, path }: { readonly observer: Observer; readonly path: string },
): Effect.Effect<unknown, unknown, unknown> {
  const startedMs = observer.now()
  const tell = (exit: Exit.Exit<unknown, unknown>): void => {
    if (life.attempt > 0) observer.emit(path, stepEnd(exit, life.attempt, durationSince(observer, startedMs)))
  }
  return framed(run(life), {
    succeeded: (value) => {
      tell(Exit.succeed(value))
      return ready(value)
    },
    failed: (exit) => {
      tell(exit)
      return exit
    },
    interrupted: () => Effect.sync(() => tell(Exit.interrupt())),
    around: (lived) =>
      Effect.onExit(lived, (exit) => {
        tell(exit)
        return Effect.void
      }),
  })
}

function stepEnd(exit: Exit.Exit<unknown, unknown>, attempt: number, durationMs: number): EventFacts {
  if (exit._tag === "Success") return { type: "step.completed", attempt, durationMs }
  const ending = endingOf(exit.cause)
  if (ending.kind === "cancelled") return { type: "step.cancelled", attempt, durationMs }
  return { type: "step.failed", attempt, durationMs, failure: failureFacts(ending.error) }
}
