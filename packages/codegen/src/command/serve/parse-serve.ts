import { durationMillis } from "@millrace/plan"
import type { DurationInput } from "@millrace/plan"
import type { OptionValues } from "../option-values.ts"
import { textOf, textsOf, wholeNumber } from "../option-values.ts"
import { UsageError } from "../usage-error.ts"

/** What `millrace serve` is asked to do. */
export interface ServeCommand {
  readonly kind: "serve"
  /** Flows, folders or globs of them, and modules that export runners. */
  readonly patterns: ReadonlyArray<string>
  readonly journal: string
  readonly port: number
  readonly host?: string
  readonly publicUrl?: string
  readonly hosts: ReadonlyArray<string>
  readonly origins: ReadonlyArray<string>
  readonly graceMs?: number
  /** How long executions that have ended are kept, in milliseconds. */
  readonly retention?: number
  readonly maximumExecutions?: number
  /** Where traces are sent. */
  readonly otlp?: { readonly url: string }
}

/** "MILL" on the keys of a telephone. */
const usualPort = 6455

/** Reads what `millrace serve` was given. */
export function parseServe(values: OptionValues, patterns: ReadonlyArray<string>): ServeCommand {
  const host = textOf(values, "host")
  const publicUrl = urlOf("public-url", textOf(values, "public-url"))
  const otlp = urlOf("otlp", textOf(values, "otlp"))
  const graceMs = lengthOf("grace", textOf(values, "grace"))
  const retention = lengthOf("retention", textOf(values, "retention"))
  const maximumExecutions = wholeNumber(values, "maximum-executions", { from: 1 })
  return {
    kind: "serve",
    patterns,
    journal: textOf(values, "journal") ?? "millrace.db",
    port: wholeNumber(values, "port", { from: 0, to: 65_535 }) ?? usualPort,
    hosts: textsOf(values, "allow-host"),
    origins: textsOf(values, "allow-origin"),
    ...(host !== undefined && { host }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(otlp !== undefined && { otlp: { url: otlp } }),
    ...(graceMs !== undefined && { graceMs }),
    ...(retention !== undefined && { retention }),
    ...(maximumExecutions !== undefined && { maximumExecutions }),
  }
}

function urlOf(option: string, given: string | undefined): string | undefined {
  if (given === undefined || /^https?:$/.test(URL.parse(given)?.protocol ?? "")) return given
  throw new UsageError(`option '--${option}' cannot be '${given}': write a URL such as 'https://flows.example.org'`)
}

function lengthOf(option: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined
  // What is none of its forms is found here.
  const lengthMs = durationMillis(given as DurationInput)
  if (lengthMs !== undefined) return lengthMs
  throw new UsageError(`option '--${option}' cannot be '${given}': write a length such as '30 seconds'`)
}
