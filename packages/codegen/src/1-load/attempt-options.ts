import type { AttemptPolicies } from "@millrace/plan"
import { durationShape, retryShape } from "./option-shapes.ts"
import type { Options } from "./options.ts"
import { literalOption } from "./options.ts"
import type { Reader } from "./reader.ts"

/** The names of the options that say how attempts are made. */
export const attemptOptions: ReadonlyArray<string> = ["retry", "timeout", "deadline"]

/** Reads how the attempts of a step or an agent call are made. */
export function parseAttempts(
  options: Options,
  reader: Reader,
): { readonly [Key in keyof AttemptPolicies]-?: AttemptPolicies[Key] | undefined } {
  return {
    retry: literalOption(options, "retry", { shape: retryShape, reader }),
    timeout: literalOption(options, "timeout", { shape: durationShape, reader }),
    deadline: literalOption(options, "deadline", { shape: durationShape, reader }),
  }
}
