import type { ChildProcess } from "node:child_process"
import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import { exitCodes } from "./exit-codes.ts"
import type { ChildRequest } from "./run-child.ts"

/** A workflow that runs in a process of its own. */
export interface RunProcess {
  /** The exit code, once it has ended. */
  readonly ended: Promise<number>
  readonly kill: (signal: NodeJS.Signals) => boolean
}

/** The runtime's frames stand between those of the author, and are not shown: of ten few would be left. */
const framesAtMost = 50

/**
 * Starts a workflow in a process that has this terminal, with tsx to load authors' modules, and the source maps of
 * runners where tsx finds them.
 */
export function startRun(request: ChildRequest): RunProcess {
  return startChild(import.meta.resolve(import.meta.url.endsWith(".ts") ? "./run-child.ts" : "./run-child.js"), request)
}

/**
 * Starts a script of this package in such a process, with its request as its only argument.
 *
 * **Details**
 *
 * The channel between the two carries nothing. That it closes tells the child that this process was killed
 * (`end-with-parent.ts`): it would go on unseen, and keep journal and port from whoever begins anew.
 */
export function startChild(script: string, request: object): RunProcess {
  const maps = new URL("../../bin/inline-source-maps.js", import.meta.url).href
  const loading = ["--import", maps, "--import", import.meta.resolve("tsx")]
  const given = [`--stack-trace-limit=${framesAtMost}`, ...loading, fileURLToPath(script), JSON.stringify(request)]
  const child: ChildProcess = spawn(process.execPath, given, {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  })
  const ended = new Promise<number>((settle, fail) => {
    child.on("error", fail)
    child.on("exit", (code) => settle(code ?? exitCodes.interrupted))
  })
  return { ended, kill: (signal) => child.kill(signal) }
}
