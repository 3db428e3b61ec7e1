import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

/**
 * Lets young garbage be collected between slices, and gives the young generation one size. Growing and shrinking costs
 * whoever allocates at that moment; and one that does not fit into the processor's cache costs more or less by what else
 * runs on the machine.
 */
export const nodeFlags: ReadonlyArray<string> = ["--expose-gc", "--min-semi-space-size=4", "--max-semi-space-size=4"]

/** Runs a script of this folder in a process of its own, on the packages' built output, and gives the JSON it prints. */
export function measuredBy(script: string, asked: unknown): unknown {
  const bench = fileURLToPath(new URL("..", import.meta.url))
  const { status, stdout } = spawnSync(
    process.execPath,
    [...nodeFlags, "--import", "./built.ts", script, JSON.stringify(asked)],
    { cwd: bench, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  )
  if (status !== 0) throw new Error(`'${script}' ended with ${status} when asked for ${JSON.stringify(asked)}`)
  // Peers may print of their own accord; what was asked for is the last line.
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "")
}
