import type { Concurrency, DurationInput, RetryPolicy } from "@millrace/plan"
import { durationMillis } from "@millrace/plan"
import type { DiagnosticCode } from "./diagnostic-codes.ts"
import type { StaticValue } from "./static-value.ts"

/** What a literal option may be. `problem` says what a value is not, or `undefined` when it is a `T`. */
export interface OptionShape<T> {
  readonly code: DiagnosticCode
  readonly fix: string
  readonly problem: (value: StaticValue) => string | undefined
  /** Carries the type; never present. */
  readonly type?: T
}

const rule = <T>(problem: (value: StaticValue) => string | undefined, fix: string): OptionShape<T> =>
  Object.freeze({ code: "OPTION.VALUE_INVALID", fix, problem })

/** Any text. */
export const textShape: OptionShape<string> = rule(
  (value) => (typeof value === "string" ? undefined : "it must be a string"),
  'write a string literal, such as "1"',
)

/** A list of texts. */
export const textsShape: OptionShape<ReadonlyArray<string>> = rule(
  (value) => (isTexts(value) ? undefined : "it must be a list of strings"),
  'write a list of string literals, such as ["billing"]',
)

/** Yes or no. */
export const switchShape: OptionShape<boolean> = rule(
  (value) => (typeof value === "boolean" ? undefined : "it must be true or false"),
  "write true or false",
)

/** A whole number from 1. */
export const countShape: OptionShape<number> = {
  code: "OPTION.COUNT_INVALID",
  fix: "write a whole number from 1, such as 4",
  problem: (value) => (isCount(value) ? undefined : "it must be a whole number from 1"),
}

/** How many run at once. */
export const concurrencyShape: OptionShape<Concurrency> = {
  code: "OPTION.COUNT_INVALID",
  fix: 'write a whole number from 1, such as 4, or "unbounded"',
  problem: (value) =>
    isCount(value) || value === "unbounded" ? undefined : "it must be a whole number from 1, or 'unbounded'",
}

/** A share from 0 to 1. */
export const shareShape: OptionShape<number> = {
  code: "OPTION.SHARE_INVALID",
  fix: "write a number from 0 to 1, such as 0.5",
  problem: (value) => (isShare(value) ? undefined : "it must be a number from 0 to 1"),
}

/** What happens when a loop is exhausted. */
export const onExhaustedShape: OptionShape<"fail" | "continue"> = oneOf("fail", "continue")

/** What a typed failure of a step does. */
export const onFailureShape: OptionShape<"continue"> = oneOf("continue")

/** When steps start. */
export const scheduleShape: OptionShape<"written" | "dataflow"> = oneOf("written", "dataflow")

/** A length of time above zero. */
export const durationShape: OptionShape<DurationInput> = {
  code: "OPTION.DURATION_INVALID",
  fix: 'write a number of milliseconds, or a text such as "200 millis", "5 minutes" or "2 days"',
  problem: (value) => (isDuration(value) ? undefined : "it is no duration"),
}

type RetryField = { readonly [Name in keyof Required<RetryPolicy>]: (value: StaticValue) => boolean }

const retryFields: RetryField = {
  maximumAttempts: isCount,
  initialInterval: isDuration,
  backoffCoefficient: (value) => typeof value === "number" && Number.isFinite(value) && value >= 1,
  maximumInterval: isDuration,
  jitter: isShare,
  nonRetryable: isTexts,
  retryDefects: (value) => typeof value === "boolean",
}

/** A retry policy. */
export const retryShape: OptionShape<RetryPolicy> = {
  code: "OPTION.RETRY_INVALID",
  fix: 'write a retry policy, such as { maximumAttempts: 3, initialInterval: "1 second" }',
  problem: (value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "it must be a retry policy"
    for (const [name, field] of Object.entries(value)) {
      const check = Object.entries(retryFields).find(([known]) => known === name)?.[1]
      if (check === undefined) return `'${name}' is no field of a retry policy`
      if (field !== undefined && !check(field)) return `its '${name}' cannot be ${JSON.stringify(field)}`
    }
    return undefined
  },
}

function isTexts(value: StaticValue): boolean {
  return Array.isArray(value) && value.every((each) => typeof each === "string")
}

function isCount(value: StaticValue): boolean {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 1
}

function isShare(value: StaticValue): boolean {
  return typeof value === "number" && value >= 0 && value <= 1
}

function isDuration(value: StaticValue): boolean {
  if (typeof value === "number") return durationMillis(value) !== undefined
  // A text that is no duration is what `durationMillis` answers with `undefined`.
  return typeof value === "string" && durationMillis(value as DurationInput) !== undefined
}

function oneOf<const Word extends string>(...words: ReadonlyArray<Word>): OptionShape<Word> {
  const list = words.map((word) => `'${word}'`).join(" or ")
  return rule(
    (value) => (words.some((word) => word === value) ? undefined : `it must be ${list}`),
    `write ${words.map((word) => `"${word}"`).join(" or ")}`,
  )
}
