import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { packageFolder } from "../package-folder.ts"

const flowFile = fileURLToPath(new URL("../document.flow.ts", import.meta.url))

/** Compiles the flow with `millrace build`, as a user would, and gives the path of the runner. */
export function buildFlow(): string {
  const millrace = join(packageFolder("@millrace/codegen"), "bin", "millrace.js")
  const { status } = spawnSync(process.execPath, [millrace, "build", flowFile], { stdio: "inherit" })
  if (status !== 0) throw new Error(`'millrace build' ended with ${status ?? "a signal"}`)
  return flowFile.replace(/\.flow\.ts$/, ".runner.ts")
}
