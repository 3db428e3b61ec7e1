import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { formatDiagnostic, passNames } from "@millrace/codegen"
import type { GeneratedFile } from "@millrace/codegen"
import type { TestProject } from "vitest/node"
import { compileFiles } from "../../../packages/codegen/src/generate.ts"

const root = fileURLToPath(new URL("../", import.meta.url))

/** The optimization passes that are left out: with `WITHOUT_PASSES=all`, every one. */
const without = new Set(process.env["WITHOUT_PASSES"] === "all" ? passNames : [])

/** Builds the runners of all rules before the first is proven, and again when something has changed. */
export function setup(project: TestProject): void {
  build()
  project.onTestsRerun(build)
}

function build(): void {
  const found = readdirSync(root, { recursive: true, encoding: "utf8" }).toSorted()
  for (const file of found) if (file.endsWith(".runner.ts")) rmSync(root + file)
  const tests = found.filter((file) => file.endsWith(".test.ts")).map((file) => root + file)
  const rules = tests.filter((file) => /^export const \w+ = flow\(/m.test(readFileSync(file, "utf8")))
  // What a workflow means is proven of unwise ones too: only mistakes that leave no runner count.
  for (const generated of compileFiles(rules, { without })) {
    writeFileSync(generated.file.replace(/\.test\.ts$/, ".runner.ts"), generated.runner ?? refusal(generated))
  }
}

/** A rule whose flows are refused fails where it imports its runner. */
function refusal({ file, diagnostics }: GeneratedFile): string {
  const source = readFileSync(file, "utf8")
  const text = diagnostics.map((each) => formatDiagnostic(each, { source })).join("\n\n")
  return `throw new Error(${JSON.stringify(text)})\nexport {}\n`
}
