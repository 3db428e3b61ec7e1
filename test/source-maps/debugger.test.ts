import { generatedPositionFor, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping"
import { execFile } from "node:child_process"
import { fileURLToPath, pathToFileURL } from "node:url"
import { promisify } from "node:util"
import { expect, test } from "vitest"
import { makeWorkspace } from "../command/workspace.ts"
import { brokenFlow } from "./broken-flow.ts"
import type { Stops } from "./stop-at.ts"

const stopAt = fileURLToPath(new URL("stop-at.ts", import.meta.url))

test("a debugger that reads the source map stops where the flow file has the breakpoint", async () => {
  using workspace = makeWorkspace({ "broken.flow.ts": brokenFlow })
  await workspace.run("build")
  const map = new TraceMap(workspace.read("broken.runner.ts.map"))
  expect(map.sources).toEqual(["broken.flow.ts"])
  // The body of the mapping of 'price'.
  const breakpoint = { source: "broken.flow.ts", line: 20, column: 42 }
  const { line, column } = generatedPositionFor(map, breakpoint)
  if (line === null || column === null) throw new Error("the breakpoint is nowhere in the runner")

  const url = pathToFileURL(`${workspace.folder}/broken.runner.ts`).href
  const given = [stopAt, url, "broken", String(line - 1), String(column)]
  const { stdout } = await promisify(execFile)(process.execPath, given)
  // What the script prints.
  const { sourceMapUrl, stops } = JSON.parse(stdout) as Stops
  expect(sourceMapUrl).toBe("broken.runner.ts.map")
  expect(
    stops.map(({ lineNumber, columnNumber = 0 }) =>
      originalPositionFor(map, { line: lineNumber + 1, column: columnNumber }),
    ),
  ).toMatchObject([{ source: "broken.flow.ts", line: breakpoint.line }])
})
