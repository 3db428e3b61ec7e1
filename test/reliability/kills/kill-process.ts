import { spawn } from "node:child_process"
import type { Job } from "./job.ts"

/** How a process ended. */
export type ProcessEnd =
  | { readonly kind: "ended" }
  | { readonly kind: "killed" }
  | { readonly kind: "broken"; readonly problem: string }

/** A process that has to wait that long has nothing that lets it go on. */
const patienceMs = 30_000

/** Runs jobs in a process of their own, one after the other. */
export function runJobs(bundle: string, jobs: ReadonlyArray<Job>): Promise<ProcessEnd> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", bundle, JSON.stringify(jobs)], {
    stdio: ["ignore", "inherit", "pipe"],
    env: { ...process.env, NODE_COMPILE_CACHE: `${bundle}.cache` },
  })
  let said = ""
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString()
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill("SIGKILL")
  }, patienceMs)
  return new Promise((resolve) => {
    child.once("close", (code, signal) => {
      clearTimeout(timer)
      if (isLate) return resolve({ kind: "broken", problem: `nothing has ended for ${patienceMs / 1_000} s` })
      if (signal === "SIGKILL") return resolve({ kind: "killed" })
      if (code === 0) return resolve({ kind: "ended" })
      return resolve({ kind: "broken", problem: `the process ended with ${code ?? signal}: ${said}` })
    })
  })
}
