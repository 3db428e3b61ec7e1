import { endWithParent } from "../end-with-parent.ts"
import type { ServeCommand } from "./parse-serve.ts"

/** What the child process of `millrace serve` is asked to do. Modules are given by their URLs, files by their paths. */
export interface ServeRequest extends Omit<ServeCommand, "kind" | "patterns"> {
  readonly server: string
  readonly runners: ReadonlyArray<string>
}

interface Runner {
  readonly kind: "runner"
  readonly plan: { readonly name: string; readonly durable?: boolean }
}

endWithParent()

// Written by `serve.ts`, as the only argument. The key comes from the environment, which nobody else sees.
const request = JSON.parse(process.argv[2] ?? "") as ServeRequest
const { server, runners: modules, journal, ...options } = request
const { MILLRACE_KEY: key } = process.env
const { runServer } = await import(server)
const loaded = await Promise.all(modules.map(async (module) => runnersOf(module, await import(module))))
const runners = loaded.flat()
const twice = runners.find(
  ({ runner }, index) => runners.findIndex((each) => nameOf(each.runner) === nameOf(runner)) < index,
)

if (runners.length === 0) {
  process.stderr.write("millrace: these modules export no runner\n")
  process.exitCode = 2
} else if (twice !== undefined) {
  process.stderr.write(
    `millrace: two workflows are named '${nameOf(twice.runner)}', the second one in ${twice.module}\n`,
  )
  process.exitCode = 2
} else {
  const unchecked = runners
    .filter(({ runner }) => runner.plan.durable !== true)
    .map(({ runner }) => `'${nameOf(runner)}'`)
  if (unchecked.length > 0) {
    process.stderr.write(
      `millrace: ${unchecked.join(", ")} ${unchecked.length === 1 ? "does" : "do"} not say 'durable: true', so the build has not applied the rules for what a journal can keep\n`,
    )
  }
  process.exitCode = await runServer({
    ...options,
    journal: `sqlite:${journal}`,
    runners: runners.map(({ runner }) => runner),
    ...(key === undefined || key === "" ? {} : { key }),
  })
}

function runnersOf(module: string, exports: Readonly<Record<string, unknown>>) {
  const found = [...new Set(Object.values(exports))].filter((each) => isRunner(each))
  return found.map((runner) => ({ runner, module }))
}

function isRunner(value: unknown): value is Runner {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "runner" && "plan" in value
}

function nameOf({ plan }: Runner): string {
  return plan.name
}
