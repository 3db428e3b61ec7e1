import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, test } from "vitest"

const program = fileURLToPath(new URL("./command.ts", import.meta.url))

test("a run that waits for what nothing can bring about any more is cancelled, named, and ends with 1", async () => {
  const ended = await promisify(execFile)(process.execPath, [program, "stuck"]).then(
    () => undefined,
    // What `execFile` rejects with.
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr: stderr.replaceAll(/[\d.]+ ms/g, "N ms").split("\n"),
    }),
  )
  expect(ended).toEqual({
    code: 1,
    stdout: "",
    stderr: [
      "stuck started",
      "'waits' waits for something that can no longer happen: this process has nothing left to do",
      "  waits was cancelled",
      "stuck was cancelled after N ms",
      "",
    ],
  })
})
