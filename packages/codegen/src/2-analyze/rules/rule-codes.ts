import type { DiagnosticLevel } from "@millrace/plan"

/** What a rule is about. */
export type RuleGroup = "determinism" | "identity" | "resources" | "errors" | "durability"

/** What is known of a rule before anything is read. */
export interface RuleDescription {
  readonly group: RuleGroup
  /** The level without configuration; a rule that is `"off"` has to be asked for. */
  readonly level: DiagnosticLevel | "off"
  /** The level in a durable flow. @default the same */
  readonly durable?: DiagnosticLevel | "off"
  /** What breaks it, in one sentence. */
  readonly meaning: string
}

/**
 * The rules of good flows, with what breaks them; each has a page in `docs/errors`.
 *
 * **Details**
 *
 * A flow that breaks one still has a runner that does what the flow says, so the level of each can be changed, and a
 * comment with a reason suppresses it.
 */
export const ruleCodes = {
  "MAPPING.READS_CLOCK": { group: "determinism", level: "error", meaning: "A mapping reads the clock." },
  "MAPPING.DRAWS_RANDOM": { group: "determinism", level: "error", meaning: "A mapping draws at random." },
  "MAPPING.SETS_TIMER": { group: "determinism", level: "error", meaning: "A mapping waits or sets a timer." },
  "MAPPING.DOES_IO": { group: "determinism", level: "error", meaning: "A mapping reads or writes something outside." },
  "MAPPING.READS_ENVIRONMENT": {
    group: "determinism",
    level: "error",
    meaning: "A mapping reads the environment of the process.",
  },
  "MAPPING.READS_LOCALE": {
    group: "determinism",
    level: "warning",
    durable: "error",
    meaning: "A mapping depends on the locale or time zone of the machine.",
  },
  "MAPPING.READS_MUTABLE": {
    group: "determinism",
    level: "error",
    meaning: "A mapping reads a variable that changes while the program runs.",
  },
  "MAPPING.CHANGES_OUTSIDE": {
    group: "determinism",
    level: "error",
    meaning: "A mapping changes something outside of itself.",
  },
  "MAPPING.CHANGES_ARGUMENT": {
    group: "determinism",
    level: "error",
    meaning: "A mapping changes a part of the scope through another name or function.",
  },
  "MAPPING.REGEX_REMEMBERS": {
    group: "determinism",
    level: "error",
    meaning: "A mapping uses a regular expression that remembers where it stopped.",
  },
  "MAPPING.WATCHES_MEMORY": {
    group: "determinism",
    level: "error",
    meaning: "A mapping depends on what the garbage collector does.",
  },
  "MAPPING.STARTS_WORK": { group: "determinism", level: "error", meaning: "A mapping starts work of its own." },
  "MAPPING.CALLS_ACTIVITY": {
    group: "determinism",
    level: "error",
    meaning: "A mapping runs an activity or workflow.",
  },
  "MAPPING.GIVES_PROMISE": { group: "determinism", level: "error", meaning: "A mapping gives a promise or an Effect." },
  "MAPPING.EVALUATES_CODE": {
    group: "determinism",
    level: "error",
    meaning: "A mapping runs code that is made or loaded at run time.",
  },
  "MAPPING.LOGS": { group: "determinism", level: "warning", durable: "error", meaning: "A mapping logs." },
  "MAPPING.CALLS_UNREAD": {
    group: "determinism",
    level: "off",
    durable: "warning",
    meaning: "A mapping calls a function that cannot be read.",
  },
  "FOREACH.KEY_CONSTANT": { group: "identity", level: "error", meaning: "All items of a `forEach` have the same key." },
  "FOREACH.KEY_OF_INDEX": {
    group: "identity",
    level: "warning",
    meaning: "The key of a `forEach` is made from the index alone.",
  },
  "FOREACH.KEY_MISSING": { group: "identity", level: "off", meaning: "A `forEach` has no key." },
  "CACHE.KEY_IGNORES_INPUT": {
    group: "identity",
    level: "warning",
    meaning: "A cache key leaves out something that the step's input is made from.",
  },
  "NAME.SIMILAR": {
    group: "identity",
    level: "warning",
    meaning: "Two names differ only in case or in characters that look the same.",
  },
  "BRANCH.NEVER_TAKEN": {
    group: "identity",
    level: "warning",
    meaning: "A condition is written out, so a part of the flow never runs.",
  },
  "VALUE.UNREAD": { group: "identity", level: "warning", meaning: "A `let` is read by nothing." },
  "TIMEOUT.ALWAYS_REACHED": {
    group: "resources",
    level: "error",
    meaning: "A workflow sleeps longer than its timeout lets it run.",
  },
  "TIMEOUT.BELOW_WORST_CASE": {
    group: "resources",
    level: "warning",
    meaning: "A workflow may take longer than its timeout lets it run.",
  },
  "SLA.ALWAYS_BREACHED": {
    group: "resources",
    level: "error",
    meaning: "A workflow sleeps longer than its SLA promises.",
  },
  "SLA.BELOW_WORST_CASE": {
    group: "resources",
    level: "warning",
    meaning: "A workflow may take longer than its SLA promises.",
  },
  "SLA.NEVER_BREACHED": {
    group: "resources",
    level: "warning",
    meaning: "An SLA promises no less than the timeout, which ends the workflow first.",
  },
  "DEADLINE.BELOW_TIMEOUT": {
    group: "resources",
    level: "warning",
    meaning: "A step's deadline is shorter than the timeout of one attempt.",
  },
  "DEADLINE.BELOW_WAITS": {
    group: "resources",
    level: "warning",
    meaning: "A step's deadline comes before its last attempt can begin.",
  },
  "RETRY.WITHOUT_WAIT": {
    group: "resources",
    level: "warning",
    meaning: "A retry policy repeats without a wait in between.",
  },
  "RETRY.WITHOUT_EFFECT": { group: "resources", level: "warning", meaning: "A part of a retry policy means nothing." },
  "WAIT.WITHOUT_DEADLINE": {
    group: "resources",
    level: "off",
    durable: "warning",
    meaning: "A wait for somebody outside has no limit.",
  },
  "STEP.WITHOUT_TIMEOUT": {
    group: "resources",
    level: "off",
    durable: "error",
    meaning: "An attempt of a step has no limit.",
  },
  "FOREACH.UNBOUNDED": {
    group: "resources",
    level: "off",
    durable: "warning",
    meaning: "A `forEach` works on all items of a list of any length at once.",
  },
  "FAILURE.IGNORED": {
    group: "errors",
    level: "warning",
    meaning: "A failure is made a value of, and nothing reads it.",
  },
  "TRY.WITHOUT_HANDLERS": { group: "errors", level: "warning", meaning: "A `try` has no handlers." },
  "MAPPING.THROWS": { group: "errors", level: "warning", meaning: "A mapping throws." },
  "VALUE.NOT_JSON": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "A value that the journal keeps is no JSON, and has no schema that makes it so.",
  },
  "FAILURE.NOT_JSON": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "A failure that the journal keeps has a field that is no JSON.",
  },
  "SECRET.IN_JOURNAL": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "A secret becomes a value that the journal keeps.",
  },
  "JOURNAL.LONG": {
    group: "durability",
    level: "off",
    durable: "warning",
    meaning: "An execution may write more than 10,000 journal entries.",
  },
  "JOURNAL.TOO_LONG": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "An execution may write more than 50,000 journal entries.",
  },
  "FOREACH.EFFECT_WITHOUT_KEY": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "A `forEach` without a key does something for its items.",
  },
  "IDEMPOTENCY.KEY_CHANGES": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "An idempotency key is another one in the next attempt.",
  },
  "COMPENSATION.TRIED_ONCE": {
    group: "durability",
    level: "off",
    durable: "error",
    meaning: "What undoes a step of a saga is attempted once.",
  },
  "COMPENSATION.LEFT_BEHIND": {
    group: "durability",
    level: "off",
    durable: "warning",
    meaning: "A step that can be undone is not waited for when it is interrupted.",
  },
  "SAGA.STEP_KEPT": {
    group: "durability",
    level: "off",
    durable: "warning",
    meaning: "A step of a saga that nothing undoes stands before one that may fail.",
  },
  "SAGA.BRANCH_KEPT": {
    group: "durability",
    level: "off",
    durable: "warning",
    meaning: "A step of a saga that nothing undoes runs beside something that may fail.",
  },
  "CHILD.NOT_DURABLE": {
    group: "durability",
    level: "off",
    durable: "warning",
    meaning: "A child of a durable workflow is not declared durable.",
  },
} as const

/** The code of a rule. */
export type RuleCode = keyof typeof ruleCodes
