/** A shell for which there are completions. */
export type Shell = "bash" | "zsh" | "fish"

/** Every shell for which there are completions. */
export const shells: ReadonlyArray<Shell> = ["bash", "zsh", "fish"]
