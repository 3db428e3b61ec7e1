/** Where a command writes, and where it stands. */
export interface CommandContext {
  /** The folder that paths are relative to. */
  readonly folder: string
  readonly out: (line: string) => void
  readonly error: (line: string) => void
  readonly hasColors: boolean
  /** The root of the repository, where a GitHub workflow runs: annotations are relative to it. @default folder */
  readonly checkout?: string
  /** Ends a command that goes on until it is interrupted. */
  readonly abortSignal?: AbortSignal
}

/** Gives the context of this process. */
export function processContext(): CommandContext {
  const checkout = process.env["GITHUB_WORKSPACE"]
  return {
    folder: process.cwd(),
    out: (line) => void process.stdout.write(`${line}\n`),
    error: (line) => void process.stderr.write(`${line}\n`),
    hasColors: process.stderr.isTTY && process.env["NO_COLOR"] === undefined,
    ...(checkout !== undefined && checkout !== "" && { checkout }),
  }
}
