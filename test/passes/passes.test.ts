import { readdirSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { PassName } from "@millrace/codegen"
import { generate, passNames } from "@millrace/codegen"
import { expect, test } from "vitest"

/** One folder a pass: `input.flow.ts`, `before.runner.ts` without any pass, and `after.runner.ts` with this one alone. */
const root = fileURLToPath(new URL(".", import.meta.url))
const folders = readdirSync(root, { withFileTypes: true }).flatMap((each) => (each.isDirectory() ? [each.name] : []))

/** Generates the runners of these samples with one pass alone, or with none. */
function runnersOf(samples: ReadonlyArray<string>, pass?: PassName): ReadonlyArray<string> {
  const without = new Set(passNames.filter((name) => name !== pass))
  const inputs = samples.map((sample) => `${root}${sample}/input.flow.ts`)
  return generate(inputs, undefined, { without }).map(({ runner = "", diagnostics }) => {
    expect(diagnostics.filter(({ level }) => level !== "info")).toEqual([])
    return runner
  })
}

test("every pass has a sample", () => {
  expect(folders.toSorted()).toEqual(passNames.toSorted())
})

test("without any pass the samples are as they were lowered", async () => {
  for (const [index, before] of runnersOf(passNames).entries()) {
    await expect(before).toMatchFileSnapshot(`${root}${passNames[index]}/before.runner.ts`)
  }
})

test.each(passNames)("%s makes of its sample what it should", async (pass) => {
  await expect(runnersOf([pass], pass)[0]).toMatchFileSnapshot(`${root}${pass}/after.runner.ts`)
})
