import { execFile } from "node:child_process"
import { mkdir, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { CostFlow } from "./flows.ts"

/** Which TypeScript checks. */
export type Compiler = "typescript" | "typescript-6"

/** What a check said and cost. */
export interface CheckCost {
  readonly errors: ReadonlyArray<string>
  readonly instantiations: number
  readonly checkSeconds: number
  readonly memoryMegabytes: number
}

// Where the packages that a flow imports are found, and where nothing is committed.
const folder = join(import.meta.dirname, "..", "..", "node_modules", ".type-cost")

/**
 * TypeScript 6 walks a chain by calling itself, and Node's usual stack ends at some 800 calls in one chain, in its binder:
 * before any type is looked at.
 */
const stack: Readonly<Record<Compiler, ReadonlyArray<string>>> = {
  typescript: [],
  "typescript-6": ["--stack-size=3900"],
}

/** Type-checks flows together, and nothing else. */
export async function checkFlows(flows: ReadonlyArray<CostFlow>, compiler: Compiler): Promise<CheckCost> {
  const names = flows.map(({ name }) => name.replaceAll(/\W+/g, "-"))
  const own = join(folder, compiler, names.length === 1 ? names.join("") : "all")
  await mkdir(own, { recursive: true })
  for (const [index, flow] of flows.entries()) await writeFile(join(own, `${names[index]}.ts`), flow.source)
  await writeFile(join(own, "tsconfig.json"), JSON.stringify(projectOf(names)))
  const tsc = join(dirname(createRequire(import.meta.url).resolve(`${compiler}/package.json`)), "lib", "tsc.js")
  const options = [
    "-p",
    own,
    "--extendedDiagnostics",
    "--pretty",
    "false",
    ...(compiler === "typescript" ? ["--singleThreaded"] : []),
  ]
  return costOf(await run([...stack[compiler], tsc, ...options]))
}

function projectOf(names: ReadonlyArray<string>): unknown {
  const base = join(import.meta.dirname, "..", "..", "tsconfig.json")
  return { extends: base, files: names.map((name) => `${name}.ts`), include: [], exclude: [] }
}

function run(args: ReadonlyArray<string>): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [...args], { maxBuffer: 64 * 1024 * 1024 }, (_error, stdout, stderr) => {
      resolve(stdout + stderr)
    })
  })
}

function costOf(output: string): CheckCost {
  const figure = (label: string): number => {
    const found = new RegExp(`^${label}:\\s+([\\d.]+)`, "m").exec(output)?.[1]
    if (found === undefined) throw new Error(`the compiler did not tell its '${label}':\n${output.slice(0, 2000)}`)
    return Number(found)
  }
  return {
    errors: output.split("\n").filter((line) => line.includes("error TS")),
    instantiations: figure("Instantiations"),
    checkSeconds: figure("Check time"),
    memoryMegabytes: Math.round(figure("Memory used") / 1000),
  }
}
