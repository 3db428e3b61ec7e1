import { parseArgs } from "node:util"
import { didYouMean } from "../1-load/did-you-mean.ts"
import type { BundleOptions } from "./bundle/bundle-flows.ts"
import type { CommandName, OptionDescription } from "./command-table.ts"
import { commandNames, commonOptions, describeCommand } from "./command-table.ts"
import type { OptionValues } from "./option-values.ts"
import type { ReportFormat } from "./report/report-format.ts"
import { isReportFormat } from "./report/report-format.ts"
import type { RunsCommand } from "./runs/parse-runs.ts"
import { parseRuns } from "./runs/parse-runs.ts"
import type { ServeCommand } from "./serve/parse-serve.ts"
import { parseServe } from "./serve/parse-serve.ts"
import type { Shell } from "./shells.ts"
import { shells } from "./shells.ts"
import { UsageError } from "./usage-error.ts"

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help"; readonly command?: CommandName }
  | { readonly kind: "version" }
  | BuildCommand
  | CheckCommand
  | RunCommand
  | DevCommand
  | GraphCommand
  | ExplainCommand
  | InitCommand
  | DoctorCommand
  | CompletionsCommand
  | ServeCommand
  | RunsCommand

/** What `millrace build` is asked to do. */
export interface BuildCommand {
  readonly kind: "build"
  readonly patterns: ReadonlyArray<string>
  readonly isWatching: boolean
  readonly format: ReportFormat
  /** Whether what an earlier build made may be used. */
  readonly isCached: boolean
  /** Whether the type checker is asked. */
  readonly isChecked: boolean
  /** Whether flows that do not say otherwise are durable, whatever is configured. */
  readonly isDurable: boolean
  /** How programs are made of the flows, where that is asked for. */
  readonly bundle?: BundleOptions
}

/** What `millrace dev` is asked to do. */
export interface DevCommand {
  readonly kind: "dev"
  readonly target: string
  readonly input?: string
  readonly answers?: string
}

/** What `millrace graph` is asked to do. */
export interface GraphCommand {
  readonly kind: "graph"
  readonly target: string
  readonly format: "mermaid" | "svg"
}

/** What `millrace explain` is asked to do. */
export interface ExplainCommand {
  readonly kind: "explain"
  readonly target: string
}

/** What `millrace init` is asked to do. */
export interface InitCommand {
  readonly kind: "init"
  readonly path: string
}

/** What `millrace doctor` is asked to do. */
export interface DoctorCommand {
  readonly kind: "doctor"
}

/** What `millrace completions` is asked to do. */
export interface CompletionsCommand {
  readonly kind: "completions"
  readonly shell: Shell
}

/** What `millrace check` is asked to do. */
export interface CheckCommand {
  readonly kind: "check"
  readonly patterns: ReadonlyArray<string>
  readonly format: ReportFormat
  /** Whether what an earlier build made may be used. */
  readonly isCached: boolean
  /** Whether flows that do not say otherwise are durable, whatever is configured. */
  readonly isDurable: boolean
}

/** What `millrace run` is asked to do. */
export interface RunCommand {
  readonly kind: "run"
  readonly target: string
  readonly input?: string
  readonly answers?: string
  /** The file of the journal; without one a durable flow has its own, and another runs directly. */
  readonly journal?: string
  /** The execution that is started, or goes on. */
  readonly id?: string
}

/** Reads the arguments of `millrace`; what it does not know is a `UsageError`. */
export function parseCommand(given: ReadonlyArray<string>): Command {
  const [first, ...rest] = given
  if (first === undefined || first === "--help" || first === "-h") return { kind: "help" }
  if (first === "--version" || first === "-v") return { kind: "version" }
  if (first === "help")
    return rest[0] === undefined ? { kind: "help" } : { kind: "help", command: commandName(rest[0]) }
  const name = commandName(first)
  const { values, positionals } = parseGiven(name, rest)
  return values["help"] === true ? { kind: "help", command: name } : commandOf(name, values, positionals)
}

function commandName(given: string): CommandName {
  const name = commandNames.find((each) => each === given)
  if (name !== undefined) return name
  const what = given.startsWith("-") ? "option" : "command"
  const advice = didYouMean(given, commandNames) ?? `the commands are ${commandNames.join(", ")}`
  throw new UsageError(`unknown ${what} '${given}': ${advice}`)
}

function commandOf(name: CommandName, values: OptionValues, positionals: ReadonlyArray<string>): Command {
  switch (name) {
    case "build":
      return buildCommandOf(values, positionals)
    case "check":
      return {
        kind: name,
        patterns: positionals,
        format: formatOf(values),
        isCached: values["no-cache"] !== true,
        isDurable: values["durable"] === true,
      }
    case "run":
      return {
        kind: name,
        target: targetOf(name, positionals),
        ...text(values, "input"),
        ...text(values, "answers"),
        ...text(values, "journal"),
        ...text(values, "id"),
      }
    case "dev":
      return {
        kind: name,
        target: targetOf(name, positionals),
        ...text(values, "input"),
        ...text(values, "answers"),
      }
    case "serve":
      return parseServe(values, positionals)
    case "runs":
      return parseRuns(values, positionals)
    case "graph":
      return { kind: name, target: targetOf(name, positionals), format: values["format"] === "svg" ? "svg" : "mermaid" }
    case "explain":
      return { kind: name, target: targetOf(name, positionals) }
    case "init":
      if (positionals[1] !== undefined) throw tooMany(name, "folder", positionals[1])
      return { kind: name, path: positionals[0] ?? "." }
    case "doctor":
      if (positionals[0] !== undefined) throw tooMany(name, "nothing", positionals[0])
      return { kind: name }
    case "completions":
      if (positionals[1] !== undefined) throw tooMany(name, "shell", positionals[1])
      return { kind: name, shell: shellOf(positionals[0]) }
  }
}

function buildCommandOf(values: OptionValues, patterns: ReadonlyArray<string>): BuildCommand {
  const isWatching = values["watch"] === true
  const isBundling = values["bundle"] === true
  for (const other of ["bundle", "no-check"]) {
    if (isWatching && values[other] === true)
      throw new UsageError(`options '--watch' and '--${other}' exclude each other`)
  }
  for (const needing of ["out", "external"]) {
    if (!isBundling && values[needing] !== undefined) throw new UsageError(`option '--${needing}' needs '--bundle'`)
  }
  const { out = "dist" } = text(values, "out")
  const given = values["external"]
  const externals = Array.isArray(given) ? given.filter((each) => typeof each === "string") : []
  return {
    kind: "build",
    patterns,
    isWatching,
    format: formatOf(values),
    isCached: values["no-cache"] !== true,
    isChecked: values["no-check"] !== true,
    isDurable: values["durable"] === true,
    ...(isBundling && { bundle: { out, externals } }),
  }
}

function tooMany(name: CommandName, what: "folder" | "nothing" | "shell", other: string): UsageError {
  const taken = what === "nothing" ? "no argument" : `one ${what}`
  return new UsageError(
    `'millrace ${name}' takes ${taken}, but '${other}' is given ${what === "nothing" ? "" : "too"}`.trimEnd(),
  )
}

function shellOf(given: string | undefined): Shell {
  const shell = shells.find((each) => each === given)
  if (shell !== undefined) return shell
  const known = shells.join(", ")
  if (given === undefined) throw new UsageError(`'millrace completions' needs a shell: ${known}`)
  throw new UsageError(`no completions for '${given}': ${didYouMean(given, shells) ?? `there are those for ${known}`}`)
}

function formatOf(values: OptionValues): ReportFormat {
  const format = values["format"]
  return typeof format === "string" && isReportFormat(format) ? format : "pretty"
}

/** Gives an option that was given as a field of a command. */
function text<Name extends string>(values: OptionValues, name: Name): { readonly [Key in Name]?: string } {
  const value = values[name]
  // A computed key makes TypeScript forget which one it is.
  return (typeof value === "string" ? { [name]: value } : {}) as { readonly [Key in Name]?: string }
}

function targetOf(name: CommandName, [target, ...others]: ReadonlyArray<string>): string {
  if (target === undefined) throw new UsageError(`'millrace ${name}' needs a flow, such as 'order.flow.ts#placeOrder'`)
  if (others[0] !== undefined)
    throw new UsageError(`'millrace ${name}' takes one flow, but '${others[0]}' is given too`)
  return target
}

function parseGiven(
  name: CommandName,
  given: ReadonlyArray<string>,
): { readonly values: OptionValues; readonly positionals: ReadonlyArray<string> } {
  const options: Readonly<Record<string, OptionDescription>> = { ...describeCommand(name).options, ...commonOptions }
  const known = Object.fromEntries(
    Object.entries(options).map(([option, { short, value, isRepeated = false }]) => [
      option,
      {
        type: value === undefined ? ("boolean" as const) : ("string" as const),
        multiple: isRepeated,
        ...(short !== undefined && { short }),
      },
    ]),
  )
  const { values, positionals } = parsed(Object.keys(options), () =>
    parseArgs({ args: [...given], allowPositionals: true, options: known }),
  )
  for (const [option, { choices }] of Object.entries(options)) {
    const value = values[option]
    if (typeof value === "string" && choices !== undefined && !choices.includes(value))
      refuseValue(option, value, choices)
  }
  return { values, positionals }
}

function refuseValue(option: string, value: string, choices: ReadonlyArray<string>): never {
  const advice = didYouMean(value, choices) ?? `it is one of ${choices.join(", ")}`
  throw new UsageError(`option '--${option}' cannot be '${value}': ${advice}`)
}

/** Node's own sentences name the option; the advice that follows them does not help here. */
function parsed<Result>(options: ReadonlyArray<string>, parse: () => Result): Result {
  try {
    return parse()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [sentence = message] = message.split(". ")
    const unknown = /^Unknown option '(--[^']+)'/.exec(sentence)?.[1]
    const advice =
      unknown === undefined
        ? undefined
        : didYouMean(
            unknown,
            options.map((option) => `--${option}`),
          )
    throw new UsageError(
      `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}${advice === undefined ? "" : `: ${advice}`}`,
    )
  }
}
