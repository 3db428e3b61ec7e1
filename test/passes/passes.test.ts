import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { PassName } from "@millrace/codegen"
import { generate, passNames } from "@millrace/codegen"
import { expect, test } from "vitest"

/** One folder a pass: `input.flow.ts`, its runner `before.runner.ts` without the pass, and `after.runner.ts` with it. */
const root = fileURLToPath(new URL(".", import.meta.url))
const folders = readdirSync(root, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))

/** Generates the runners of these samples with all passes, or with all but one. */
function runnersOf(samples: ReadonlyArray<string>, without: ReadonlyArray<PassName> = []): ReadonlyArray<string> {
  const inputs = samples.map((sample) => `${root}${sample}/input.flow.ts`)
  return generate(inputs, { without: new Set(without) }).map(({ runner = "", diagnostics }) => {
    expect(diagnostics.filter(({ level }) => level !== "info")).toEqual([])
    return runner
  })
}

test("every pass has a sample", () => {
  expect(folders.toSorted()).toEqual(passNames.toSorted())
})

test("with all passes the samples are as they should be", async () => {
  for (const [index, after] of runnersOf(passNames).entries()) {
    await expect(after).toMatchFileSnapshot(`${root}${passNames[index]}/after.runner.ts`)
  }
})

test.each(passNames)("without %s its sample is as it was", async (pass) => {
  await expect(runnersOf([pass], [pass])[0]).toMatchFileSnapshot(`${root}${pass}/before.runner.ts`)
})
