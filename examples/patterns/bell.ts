import { activity } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"

const listeners = new Set<(sound: string) => void>()

/** Rings the bell, for whoever listens now. */
export function ring(sound: string): void {
  for (const listener of listeners) listener(sound)
}

/** Waits for the bell, from when it begins to listen until it has heard it. */
export const hear = activity("hear", () =>
  Effect.callback<string>((resume) => {
    const listener = (sound: string): void => {
      listeners.delete(listener)
      resume(Effect.succeed(sound))
    }
    listeners.add(listener)
    return Effect.sync(() => listeners.delete(listener))
  }),
)
