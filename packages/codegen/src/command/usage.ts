import type { CommandName, OptionDescription } from "./command-table.ts"
import { commandNames, commonOptions, describeCommand } from "./command-table.ts"

/** Gives the help of `millrace` itself. */
export function usage(): string {
  const rows = commandNames.map((name) => {
    const { argument, summary } = describeCommand(name)
    return [argument === undefined ? name : `${name} ${argument}`, summary] as const
  })
  return `Usage: millrace <command> [options]

Compiles workflows written in TypeScript to standalone runners.

Commands:
${table(rows)}

Options:
${table([
  ["-h, --help", "show this, or the help of a command"],
  ["-v, --version", "show the version"],
])}

'millrace <command> --help' shows its options and examples.`
}

/** Gives the help of a command. */
export function commandUsage(name: CommandName): string {
  const { argument, details, options, examples, exitCodes } = describeCommand(name)
  const given = Object.keys(options).length === 0 ? "" : " [options]"
  const rows = Object.entries({ ...options, ...commonOptions }).map(([option, description]) =>
    optionRow(option, description),
  )
  return `Usage: millrace ${name}${argument === undefined ? "" : ` ${argument}`}${given}

${details}

Options:
${table(rows)}

Examples:
${table(examples)}

Exit code: ${exitCodes}`
}

function optionRow(name: string, { short, value, choices, description }: OptionDescription): readonly [string, string] {
  const written = `${short === undefined ? "" : `-${short}, `}--${name}${value === undefined ? "" : ` ${value}`}`
  return [written, choices === undefined ? description : `${description} (${choices.join(", ")})`]
}

function table(rows: ReadonlyArray<readonly [string, string]>): string {
  const width = Math.max(...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n")
}
