import type { Diagnostic } from "@millrace/plan"

/** The configuration cannot be used; the diagnostic says where and why. */
export class ConfigError extends Error {
  override readonly name = "ConfigError"
  readonly diagnostic: Diagnostic

  constructor(diagnostic: Diagnostic) {
    super(diagnostic.message)
    this.diagnostic = diagnostic
  }
}

/** Makes the error of a configuration file at an offset in its text. */
export function configError(
  message: string,
  place: { readonly file: string; readonly source: string; readonly start: number; readonly end: number },
  fix: string,
): ConfigError {
  const { file, source, start, end } = place
  const before = source.slice(0, start)
  const line = before.split("\n").length
  const column = start - before.lastIndexOf("\n")
  return new ConfigError({
    code: "CONFIG.INVALID",
    level: "error",
    message,
    span: { file, start, end, line, column },
    fix,
  })
}
