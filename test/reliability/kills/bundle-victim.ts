import { readdirSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { formatDiagnostic } from "@millrace/codegen"
import { build } from "esbuild"
import { compileFiles } from "../../../packages/codegen/src/generate.ts"

/** How workflows become runners. */
export type RunnerKind = "emitted" | "interpreted"

const flows = fileURLToPath(new URL("../flows/", import.meta.url))

/** Writes the program that is killed as one file that starts fast. */
export async function bundleVictim(kind: RunnerKind, outfile: string): Promise<void> {
  const files = readdirSync(flows).filter((file) => file.endsWith(".flow.ts"))
  if (kind === "emitted") buildRunners(files)
  await build({
    stdin: {
      contents: kind === "emitted" ? emittedEntry(files) : interpretedEntry(files),
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

function emittedEntry(files: ReadonlyArray<string>): string {
  const runners = files.map((file) => file.replace(/\.flow\.ts$/, ".runner.ts"))
  return entry(runners, "runner.plan.name, runner")
}

function interpretedEntry(files: ReadonlyArray<string>): string {
  return `import { interpret } from "@millrace/runtime"\n${entry(files, "runner.plan.name, interpret(runner)")}`
}

function entry(files: ReadonlyArray<string>, pair: string): string {
  const imports = files.map((file, index) => `import * as module${index} from "./${file}"`)
  const modules = files.map((_, index) => `module${index}`)
  return [
    ...imports,
    `import { runVictim } from "../kills/victim.ts"`,
    `const runners = [${modules.join(", ")}].flatMap((module) => Object.values(module))`,
    `void runVictim(new Map(runners.map((runner) => [${pair}])))`,
  ].join("\n")
}

function buildRunners(files: ReadonlyArray<string>): void {
  // What a workflow means is proven of unwise ones too: only mistakes that leave no runner count.
  for (const { file, runner, diagnostics } of compileFiles(files.map((each) => flows + each))) {
    if (runner === undefined) throw new Error(diagnostics.map((each) => formatDiagnostic(each)).join("\n"))
    writeFileSync(file.replace(/\.flow\.ts$/, ".runner.ts"), runner)
  }
}
