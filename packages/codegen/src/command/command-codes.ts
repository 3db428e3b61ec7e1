/** What the `millrace` command itself reports, with what it means; each has a page in `docs/errors`. */
export const commandCodes = {
  "RUNNER.MISSING": "A flow has no runner.",
  "RUNNER.STALE": "A runner is not what its flow would give today.",
} as const

/** The code of what the command itself reports. */
export type CommandCode = keyof typeof commandCodes
