import { setTimeout as delay } from "node:timers/promises"
import { runFromCommandLine } from "@millrace/runtime/command-line"
import { activity, runner, step } from "@millrace/runtime/runner"

const quick = activity("quick", async () => ({ done: true }))

const patient = activity("patient", async (tidyingMs: number, { abortSignal }) => {
  process.stderr.write("working\n")
  await delay(60_000, undefined, { signal: abortSignal }).catch(() => undefined)
  if (tidyingMs > 1_000) process.stderr.write("ignoring\n")
  await delay(tidyingMs)
  process.stderr.write("tidied\n")
})

const runners = {
  quick: runner({
    plan: { name: "quick", digest: "", steps: [] },
    body: (at) => step("step", quick)(at, undefined),
  }),
  patient: runner({
    plan: { name: "patient", digest: "", steps: [] },
    body: (at) => step("step", patient)(at, 50),
  }),
  stuck: runner({
    plan: { name: "stuck", digest: "", steps: [] },
    *body(at) {
      yield* step(
        "waits",
        activity("wait", () => new Promise<void>(() => undefined)),
      )(at, undefined)
    },
  }),
  stubborn: runner({
    plan: { name: "stubborn", digest: "", steps: [] },
    body: (at) => step("step", patient)(at, 60_000),
  }),
}

const [name] = process.argv.slice(2)
if (name !== "quick" && name !== "patient" && name !== "stuck" && name !== "stubborn")
  throw new Error(`no runner is called '${name}'`)
process.exitCode = await runFromCommandLine(runners[name], { input: undefined })
