import { execFile } from "node:child_process"
import { globSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, it } from "vitest"

const root = fileURLToPath(new URL("../", import.meta.url))

it("passes the type checker with every runner that was built for these tests", async () => {
  expect(globSync("**/*.runner.ts", { cwd: root }).length).toBeGreaterThan(0)
  // Without optimization names stay that nobody reads.
  const unread = process.env["WITHOUT_PASSES"] === undefined ? [] : ["--noUnusedLocals", "false"]
  const check = promisify(execFile)("tsc", ["--noEmit", "-p", root, ...unread])
  const output = await check.then(
    ({ stdout }) => stdout,
    (failed: { readonly stdout: string }) => failed.stdout,
  )
  expect(output).toBe("")
})
