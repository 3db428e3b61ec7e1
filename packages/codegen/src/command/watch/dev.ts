import { resolve } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import type { CommandContext } from "../command-context.ts"
import type { DevCommand } from "../parse-command.ts"
import { requestFor } from "../run.ts"
import type { RunProcess } from "../run-process.ts"
import { startRun } from "../run-process.ts"
import { splitTarget } from "../split-target.ts"
import { UsageError } from "../usage-error.ts"
import { watchBuild } from "./watch-build.ts"

/** How long a run may take to clean up before it is ended. */
const graceMs = 5_000

/** `millrace dev`: runs a flow, and again whenever it changes; a run in progress is cancelled first. */
export async function dev(command: DevCommand, context: CommandContext, abortSignal: AbortSignal): Promise<number> {
  const { path } = splitTarget(command.target)
  const others = [command.input, command.answers].flatMap((given) =>
    given === undefined || given === "-" ? [] : [resolve(context.folder, given)],
  )
  if (command.input === "-") throw new UsageError("'millrace dev' reads its input more than once: give a file")
  let running: RunProcess | undefined
  // Runs follow one another, however fast builds do.
  let turn: Promise<void> = Promise.resolve()
  const rerun = async (): Promise<void> => {
    await cancel(running)
    running = undefined
    if (abortSignal.aborted) return
    try {
      const started = startRun(await requestFor(command, context))
      running = started
      void tellEnd(started)
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      context.error(`millrace: ${error.message}`)
    }
  }
  const tellEnd = async (started: RunProcess): Promise<void> => {
    const code = await started.ended
    if (running !== started) return
    running = undefined
    context.error(`ended with ${code}, watching`)
  }
  const code = await watchBuild(
    { patterns: [path], format: "pretty" },
    { ...context, out: context.error },
    {
      abortSignal,
      others,
      onBuilt: ({ isFine }) => {
        if (isFine) turn = turn.then(rerun)
      },
    },
  )
  await turn
  // A terminal interrupts the run as well, and a second interrupt would not let it clean up.
  if (running !== undefined) await Promise.race([running.ended, delay(500)])
  await cancel(running)
  return code
}

async function cancel(run: RunProcess | undefined): Promise<void> {
  if (run === undefined) return
  run.kill("SIGINT")
  const late = setTimeout(() => run.kill("SIGKILL"), graceMs)
  await run.ended
  clearTimeout(late)
}
