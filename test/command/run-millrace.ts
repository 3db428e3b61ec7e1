import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

/** What the command wrote as a process of its own, and its exit code. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** The script of the command. */
export const millrace: string = fileURLToPath(new URL("../../packages/codegen/bin/millrace.js", import.meta.url))

/** Runs the command in a process of its own. */
export async function runMillrace(folder: string, ...given: ReadonlyArray<string>): Promise<Ended> {
  const ended = promisify(execFile)(process.execPath, [millrace, ...given], { cwd: folder })
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    // What `execFile` rejects with.
    ({ code, stdout, stderr }: Ended) => ({ code, stdout, stderr }),
  )
}
