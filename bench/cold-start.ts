// Measures how long bundled programs take from the start of the process to their last line: many processes, in turn.
import { spawnSync } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { bundle } from "./harness/bundle.ts"
import { machine } from "./harness/machine.ts"
import { costOf } from "./harness/statistics.ts"
import { aligned } from "./harness/table.ts"

const starts = 31
const mostMillis = 10
const programs = ["by-hand", "effect-gen", "plain", "checked"]

/** Tells the processor time that the whole process has taken, its own start included. */
const lastLine = "const { user, system } = process.cpuUsage(); process.stderr.write(String(user + system))"

const folder = mkdtempSync(join(tmpdir(), "millrace-cold-start-"))
try {
  for (const program of programs) {
    const { code } = await bundle(program)
    writeFileSync(join(folder, `${program}.mjs`), `${code}\n${lastLine}\n`)
  }
  const measured = new Map(programs.map((program) => [program, { wall: Array<number>(), processor: Array<number>() }]))
  for (let start = -2; start < starts; start++) {
    for (const [program, { wall, processor }] of measured) {
      const begun = performance.now()
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, `${program}.mjs`)], {
        encoding: "utf8",
      })
      if (status !== 0 || stdout !== "12\n") throw new Error(`'${program}' ended with ${status}: ${stdout}${stderr}`)
      if (start < 0) continue
      wall.push(performance.now() - begun)
      processor.push(Number(stderr) / 1_000)
    }
  }
  print(measured)
} finally {
  rmSync(folder, { recursive: true })
}

function print(
  measured: ReadonlyMap<string, { readonly wall: ReadonlyArray<number>; readonly processor: ReadonlyArray<number> }>,
): void {
  const base = costOf(measured.get("by-hand")?.processor ?? []).median
  console.log(machine())
  console.log(`${starts} starts each; a runner may take ${mostMillis} ms more than the program written by hand`)
  const rows = [...measured].map(([program, { wall, processor }]) => {
    const [time, cost] = [costOf(wall), costOf(processor)]
    const more = cost.median - base
    return [
      program,
      `${cost.median.toFixed(1)} (${cost.min.toFixed(1)} to ${cost.max.toFixed(1)})`,
      `${time.median.toFixed(1)} (${time.min.toFixed(1)} to ${time.max.toFixed(1)})`,
      more.toFixed(1),
      more <= mostMillis ? "yes" : "no",
    ]
  })
  console.log(aligned([["program", "processor ms", "wall ms", "more than by hand", "met"], ...rows]).join("\n"))
}
