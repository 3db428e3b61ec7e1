import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"

/**
 * Runs every long programme of these tests, one after the other, as large as one run over night is:
 * `npx -y pnpm@12 reliability`. With `--small` each of them is a few minutes.
 */
const isSmall = process.argv.includes("--small")
const programmes: ReadonlyArray<readonly [program: string, ...given: ReadonlyArray<string>]> = [
  isSmall ? ["kill-points.ts", "--points", "3"] : ["kill-points.ts", "--pairs", "10"],
  ["random-kills.ts", "--executions", isSmall ? "500" : "20000"],
  ["simulation.ts", "--programs", isSmall ? "100" : "5000"],
  ["engine-simulation.ts", "--runs", isSmall ? "1000" : "100000"],
  ["store-faults.ts"],
  ["forged-tokens.ts", isSmall ? "100000" : "1000000"],
]

let failed = 0
for (const [program, ...given] of programmes) {
  console.log(`\n${program} ${given.join(" ")}`)
  const file = fileURLToPath(new URL(program, import.meta.url))
  const { status } = spawnSync(process.execPath, [file, ...given], { stdio: "inherit" })
  if (status !== 0) failed += 1
}
console.log(`\n${failed} of ${programmes.length} programmes failed`)
process.exitCode = failed === 0 ? 0 : 1
