/** What the `millrace` command itself reports, with what it means; each has a page in `docs/errors`. */
export const commandCodes = {
  "BUNDLE.FAILED": "The bundler refuses something.",
  "BUNDLE.IMPORT_UNKNOWN": "A module of a bundle imports what cannot be found.",
  "BUNDLE.NATIVE_CODE": "A package of a bundle has native code.",
  "BUNDLE.OWN_FILES": "A module of a bundle asks where it stands.",
  "CONFIG.INVALID": "The configuration cannot be used.",
  "RUNNER.MISSING": "A flow has no runner.",
  "RUNNER.STALE": "A runner is not what its flow would give today.",
  "SUPPRESSION.REASON_MISSING": "A comment suppresses a diagnostic without saying why.",
  "SUPPRESSION.UNUSED": "A comment suppresses nothing.",
} as const

/** The code of what the command itself reports. */
export type CommandCode = keyof typeof commandCodes
