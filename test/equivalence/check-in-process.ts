import { spawn } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { Report } from "./check-programs.ts"

const worker = fileURLToPath(new URL("./worker.ts", import.meta.url))

/** What a process is to check: the programs of seeds, or those that have differed once. */
export type Job = { readonly first: number; readonly count: number } | "regressions"

/**
 * Checks programs in a process of its own.
 *
 * What is compiled can never be unloaded, and a process has but one clock.
 */
export async function checkInProcess(job: Job): Promise<Report> {
  const given = job === "regressions" ? [job] : ["seeds", String(job.first), String(job.count)]
  const child = spawn(process.execPath, [worker, ...given], { stdio: ["ignore", "pipe", "inherit"] })
  let output = ""
  child.stdout.setEncoding("utf8")
  child.stdout.on("data", (text: string) => {
    output += text
  })
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", resolve)
  })
  if (code !== 0) throw new Error(`checking ${given.join(" ")} ended with ${String(code)}:\n${output}`)
  // The worker prints nothing but its report.
  return JSON.parse(output) as Report
}

/** Puts reports together. */
export function mergeReports(reports: ReadonlyArray<Report>): Report {
  return reports.reduce((sum, each) => ({
    programs: sum.programs + each.programs,
    runs: sum.runs + each.runs,
    modelled: sum.modelled + each.modelled,
    endings: Object.fromEntries(
      Object.keys({ ...sum.endings, ...each.endings }).map((ending) => [
        ending,
        (sum.endings[ending] ?? 0) + (each.endings[ending] ?? 0),
      ]),
    ),
    refused: [...sum.refused, ...each.refused],
    found: [...sum.found, ...each.found],
  }))
}
