import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { formatDiagnostic } from "@millrace/codegen"
import { build } from "esbuild"
import { compileFiles } from "../../../packages/codegen/src/generate.ts"

/** How workflows become runners. */
export type RunnerKind = "emitted" | "interpreted"

const flows = fileURLToPath(new URL("../flows/", import.meta.url))

/** What is killed: a module of these tests, and the function of it that is given the runners by their names. */
export interface Program {
  readonly module: string
  readonly run: string
}

const victim: Program = { module: "kills/victim.ts", run: "runVictim" }

/** Writes a program that is killed as one file that starts fast. */
export async function bundleVictim(kind: RunnerKind, outfile: string, program: Program = victim): Promise<void> {
  const files = readdirSync(flows).filter((file) => file.endsWith(".flow.ts"))
  if (kind === "emitted") buildRunners(files)
  await build({
    stdin: {
      contents: kind === "emitted" ? emittedEntry(files, program) : interpretedEntry(files, program),
      resolveDir: flows,
      loader: "ts",
    },
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    logLevel: "error",
    outfile,
  })
}

function emittedEntry(files: ReadonlyArray<string>, program: Program): string {
  const runners = files.map((file) => file.replace(/\.flow\.ts$/, ".runner.ts"))
  return entry(runners, "runner.plan.name, runner", program)
}

function interpretedEntry(files: ReadonlyArray<string>, program: Program): string {
  return `import { interpret } from "@millrace/runtime"\n${entry(files, "runner.plan.name, interpret(runner)", program)}`
}

function entry(files: ReadonlyArray<string>, pair: string, { module: from, run }: Program): string {
  const imports = files.map((file, index) => `import * as module${index} from "./${file}"`)
  const modules = files.map((_, index) => `module${index}`)
  return [
    ...imports,
    `import { ${run} } from "../${from}"`,
    `const runners = [${modules.join(", ")}].flatMap((module) => Object.values(module))`,
    `void ${run}(new Map(runners.map((runner) => [${pair}])))`,
  ].join("\n")
}

let areBuilt = false

function buildRunners(files: ReadonlyArray<string>): void {
  if (areBuilt) return
  areBuilt = true
  // What a workflow means is proven of unwise ones too: only mistakes that leave no runner count.
  for (const { file, runner, diagnostics } of compileFiles(files.map((each) => flows + each))) {
    if (runner === undefined)
      throw new Error(
        diagnostics.map((each) => formatDiagnostic(each, { source: readFileSync(file, "utf8") })).join("\n"),
      )
    writeFileSync(file.replace(/\.flow\.ts$/, ".runner.ts"), runner)
  }
}
