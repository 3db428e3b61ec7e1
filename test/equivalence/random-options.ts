import { activityTags } from "./failure-tags.ts"
import { behaviourOf } from "./behaviours.ts"
import type { Chance } from "./chance.ts"
import { between, perhaps, pick } from "./chance.ts"
import type { AttemptOptions, Retry, StepOptions, TogetherOptions } from "./program.ts"
import { features } from "./features.ts"
import type { Place, Writing } from "./random-place.ts"
import { freshName } from "./random-place.ts"
import { randomReading } from "./random-reading.ts"

/** Gives a random retry policy, with some of these tags as not retryable. */
export function randomRetry(chance: Chance, tags: ReadonlyArray<string>): Retry {
  const unwanted = tags.filter(() => chance() < 0.3)
  return {
    ...perhaps(chance, 0.8, () => ({ maximumAttempts: between(chance, 1, 4) })),
    ...perhaps(chance, 0.8, () => ({ initialInterval: between(chance, 50, 9_000) })),
    ...perhaps(chance, 0.5, () => ({ backoffCoefficient: pick(chance, [1, 1.5, 2, 3]) })),
    ...perhaps(chance, 0.3, () => ({ maximumInterval: between(chance, 2_000, 20_000) })),
    ...(unwanted.length === 0 ? {} : { nonRetryable: unwanted }),
    ...perhaps(chance, 0.2, () => ({ retryDefects: true })),
  }
}

/** Gives random policies of attempts. */
export function randomAttempts(chance: Chance, tags: ReadonlyArray<string>): AttemptOptions {
  return {
    ...perhaps(chance, 0.25, () => ({ retry: randomRetry(chance, tags) })),
    ...perhaps(chance, 0.2, () => ({ timeout: between(chance, 3_000, 90_000) })),
    ...perhaps(chance, 0.12, () => ({ deadline: between(chance, 3_000, 200_000) })),
  }
}

/** Gives random options of a step that calls an activity. */
export function randomStepOptions(
  { chance, theme }: Writing,
  place: Place,
  { name, activity }: { readonly name: string; readonly activity: string },
): StepOptions {
  if (chance() < 0.35) return {}
  const shared = theme === "shared" ? 0.35 : 0.08
  const tags = [...activityTags(activity)]
  return {
    ...randomAttempts(chance, tags),
    ...perhaps(chance, 0.15, () => ({ when: randomReading(chance, place.scope, { isWrapped: true }) })),
    ...perhaps(chance, 0.15, () => ({ onFailure: "continue" as const })),
    ...(features.saga && place.inSaga && behaviourOf(activity).undo === undefined
      ? perhaps(chance, 0.4, () => ({
          compensate: {
            activity: pick(chance, ["undo", "revoke"]),
            map: randomReading(chance, [...place.scope, name], { isWrapped: false }),
          },
        }))
      : {}),
    ...perhaps(chance, features.shared ? shared : 0, () => ({ pool: pick(chance, ["narrow", "wide"]) })),
    ...perhaps(chance, features.shared ? shared : 0, () => ({ rateLimit: pick(chance, ["scarce", "rare"]) })),
    ...perhaps(chance, features.cache ? shared : 0, () => ({
      cache: randomCache(chance, place),
    })),
  }
}

function randomCache(chance: Chance, { scope }: Place): NonNullable<StepOptions["cache"]> {
  return {
    ttl: between(chance, 1_000, 300_000),
    ...perhaps(chance, 0.4, () => ({ key: randomReading(chance, scope, { isWrapped: true }) })),
    ...perhaps(chance, 0.4, () => ({ maximumSize: between(chance, 1, 3) })),
  }
}

/** Gives random options of branches or items that run together. */
export function randomTogether(writing: Writing, place: Place): TogetherOptions {
  const { chance } = writing
  const isTolerant = chance() < 0.25
  return {
    ...perhaps(chance, 0.4, () => ({ concurrency: pick(chance, [1, 2, 3, "unbounded"] as const) })),
    ...(isTolerant ? { minimumSuccess: pick(chance, [0, 0.3, 0.5, 1]) } : {}),
    ...(isTolerant && chance() < 0.6 ? { summary: freshName(writing, place) } : {}),
  }
}
