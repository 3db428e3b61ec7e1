import { parseArgs } from "node:util"
import type { CommandName } from "./usage.ts"
import { commandNames } from "./usage.ts"
import { UsageError } from "./usage-error.ts"

/** What the command line asks for. */
export type Command =
  | { readonly kind: "help"; readonly command?: CommandName }
  | { readonly kind: "version" }
  | { readonly kind: "build" | "check"; readonly patterns: ReadonlyArray<string> }
  | { readonly kind: "run"; readonly target: string; readonly input?: string; readonly answers?: string }

const help = { type: "boolean", short: "h" } as const

/** Reads the arguments of `millrace`; what it does not know is a `UsageError`. */
export function parseCommand(given: ReadonlyArray<string>): Command {
  const [first, ...rest] = given
  if (first === undefined || first === "--help" || first === "-h" || first === "help") return { kind: "help" }
  if (first === "--version" || first === "-v") return { kind: "version" }
  const name = commandNames.find((each) => each === first)
  if (name === undefined) {
    const what = first.startsWith("-") ? "option" : "command"
    throw new UsageError(`unknown ${what} '${first}': the commands are ${commandNames.join(", ")}`)
  }
  return name === "run" ? parseRun(rest) : parsePatterns(name, rest)
}

function parsePatterns(kind: "build" | "check", given: ReadonlyArray<string>): Command {
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...given], allowPositionals: true, options: { help } }),
  )
  return values.help === true ? { kind: "help", command: kind } : { kind, patterns: positionals }
}

function parseRun(given: ReadonlyArray<string>): Command {
  const text = { type: "string" } as const
  const { values, positionals } = parsed(() =>
    parseArgs({ args: [...given], allowPositionals: true, options: { help, input: text, answers: text } }),
  )
  if (values.help === true) return { kind: "help", command: "run" }
  const [target, ...others] = positionals
  if (target === undefined)
    throw new UsageError("'millrace run' needs a flow to run, such as 'order.flow.ts#placeOrder'")
  if (others[0] !== undefined) throw new UsageError(`'millrace run' runs one flow, but '${others[0]}' is given too`)
  const { input, answers } = values
  return {
    kind: "run",
    target,
    ...(input === undefined ? {} : { input }),
    ...(answers === undefined ? {} : { answers }),
  }
}

/** Node's own sentences name the option; the advice that follows them does not help here. */
function parsed<Result>(parse: () => Result): Result {
  try {
    return parse()
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const [sentence = message] = message.split(". ")
    throw new UsageError(sentence.charAt(0).toLowerCase() + sentence.slice(1))
  }
}
