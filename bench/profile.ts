// Says where the time of one work goes: node profile.ts <work> <values|promises|effects> [contestant]
// Prints the functions that take most of it themselves, with the lines that take most of each.
import { execFileSync } from "node:child_process"
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { nodeFlags } from "./harness/child.ts"

interface Profile {
  readonly nodes: ReadonlyArray<ProfileNode>
  readonly samples: ReadonlyArray<number>
}

interface ProfileNode {
  readonly id: number
  readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  readonly positionTicks?: ReadonlyArray<{ readonly line: number; readonly ticks: number }>
}

const ours = new Set(["emitted, observed", "interpreter"])
const [work = "sequence", kind = "values", only = "emitted"] = process.argv.slice(2)
const folder = mkdtempSync(join(tmpdir(), "millrace-profile-"))
const here = fileURLToPath(new URL(".", import.meta.url))
try {
  const beside = ours.has(only) ? "our ways" : "by hand"
  const asked = { work, kind, beside, only: [only], rounds: 20, millisPerRound: 100 }
  const flags = ["--cpu-prof", "--cpu-prof-interval", "200", `--cpu-prof-dir=${folder}`, ...nodeFlags]
  execFileSync(
    process.execPath,
    [...flags, "--import", "./built.ts", "harness/measure-work.ts", JSON.stringify(asked)],
    { cwd: here, stdio: ["ignore", "inherit", "inherit"] },
  )
  const [file] = readdirSync(folder)
  if (file === undefined) throw new Error("the process has left no profile")
  print(JSON.parse(readFileSync(join(folder, file), "utf8")) as Profile)
} finally {
  rmSync(folder, { recursive: true })
}

function print({ nodes, samples }: Profile): void {
  const ticks = new Map<number, number>()
  for (const sample of samples) ticks.set(sample, (ticks.get(sample) ?? 0) + 1)
  const functions = new Map<string, { self: number; readonly lines: Map<number, number> }>()
  for (const { id, callFrame, positionTicks = [] } of nodes) {
    const { functionName, url, lineNumber } = callFrame
    const path = url.startsWith("file:") ? relative(join(here, ".."), fileURLToPath(url)) : url
    const key = `${functionName || "(anonymous)"} ${path.replace(/.*node_modules\//, "")}:${lineNumber + 1}`
    const entry = functions.get(key) ?? { self: 0, lines: new Map<number, number>() }
    entry.self += ticks.get(id) ?? 0
    for (const { line, ticks } of positionTicks) entry.lines.set(line, (entry.lines.get(line) ?? 0) + ticks)
    functions.set(key, entry)
  }
  const share = (count: number): string => `${((count * 100) / samples.length).toFixed(1)} %`
  for (const [key, { self, lines }] of [...functions].sort(([, a], [, b]) => b.self - a.self).slice(0, 28)) {
    const top = [...lines].sort(([, a], [, b]) => b - a).slice(0, 4)
    console.log(
      `${share(self).padStart(7)}  ${key}  [${top.map(([line, count]) => `${line}: ${share(count)}`).join(", ")}]`,
    )
  }
}
