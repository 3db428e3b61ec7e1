import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { endWithParent } from "../end-with-parent.ts"
import type { ServeCommand } from "./parse-serve.ts"

/** What the child process of `millrace serve` is asked to do. Modules are given by their URLs, files by their paths. */
export interface ServeRequest extends Omit<ServeCommand, "kind" | "patterns"> {
  readonly server: string
  readonly modules: ReadonlyArray<string>
}

interface Runner {
  readonly plan: { readonly name: string; readonly durable?: boolean }
}

/** What modules have to be served, as `servedModules` of the runtime finds it. */
interface Served {
  readonly runners: ReadonlyArray<Runner>
  readonly schedules: ReadonlyArray<unknown>
}

endWithParent()

// Written by `serve.ts`, as the only argument. The key comes from the environment, which nobody else sees.
const request = JSON.parse(process.argv[2] ?? "") as ServeRequest
const { server, modules, journal, ...options } = request
const { MILLRACE_KEY: key } = process.env
const { ModuleInvalid, runServer, servedModules } = await import(server)
const loaded = await Promise.all(modules.map(async (url) => ({ file: fileOf(url), exports: await import(url) })))
const served = found()

if (served === undefined) {
  process.exitCode = 2
} else {
  warnOfUnchecked(served.runners)
  process.exitCode = await runServer({
    ...options,
    ...served,
    journal: `sqlite:${journal}`,
    ...(key === undefined || key === "" ? {} : { key }),
  })
}

function found(): Served | undefined {
  try {
    return servedModules(loaded)
  } catch (failure) {
    if (!(failure instanceof ModuleInvalid)) throw failure
    process.stderr.write(`millrace: ${(failure as Error).message}\n`)
    return undefined
  }
}

function warnOfUnchecked(runners: ReadonlyArray<Runner>): void {
  const unchecked = runners.filter(({ plan }) => plan.durable !== true).map(({ plan }) => `'${plan.name}'`)
  if (unchecked.length === 0) return
  process.stderr.write(
    `millrace: ${unchecked.join(", ")} ${unchecked.length === 1 ? "does" : "do"} not say 'durable: true', so the build has not applied the rules for what a journal can keep\n`,
  )
}

function fileOf(url: string): string {
  return relative(process.cwd(), fileURLToPath(url))
}
