import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { generate } from "@millrace/codegen"
import { describe, expect, test } from "vitest"
import { goldenFolders } from "./golden-folders.ts"

const folders = goldenFolders()
const inputs = folders.map(({ path }) => `${path}/input.flow.ts`)

describe("golden runners", () => {
  const generated = generate(inputs)

  test.each(folders.map(({ name, path }, index) => ({ name, path, index })))(
    "$name compiles to its expected runner",
    async ({ path, index }) => {
      const expected = `${path}/expected.runner.ts`
      const found = generated[index]
      expect(found?.diagnostics.filter(({ level }) => level !== "info")).toEqual([])
      expect(existsSync(expected)).toBe(true)
      await expect(found?.runner).toMatchFileSnapshot(expected)
    },
  )

  test("compile to the same bytes again, in another order", () => {
    const again = generate(inputs.toReversed()).toReversed()
    expect(again.map(({ runner }) => runner)).toEqual(generated.map(({ runner }) => runner))
  })

  test("import neither the builder nor the flow file, but for its types", () => {
    const imports = generated.flatMap(
      ({ runner = "" }) => runner.match(/^.* from "(@millrace\/dsl.*|.*\.flow\.ts)"$/gm) ?? [],
    )
    const others = imports.filter((line) => !/^import type \* as \w+ from "\.\/input\.flow\.ts"$/.test(line))
    expect(others).toEqual([])
    expect(imports).toHaveLength(folders.length)
  })

  test("pass the type checker with the strictest options", async () => {
    const check = promisify(execFile)("tsc", [
      "--noEmit",
      "-p",
      fileURLToPath(new URL("tsconfig.json", import.meta.url)),
    ])
    const output = await check.then(
      ({ stdout }) => stdout,
      (failed: { readonly stdout: string }) => failed.stdout,
    )
    // Authors' files need no annotated exports (TS9xxx); emitted ones have them.
    const mistakes = output
      .split("\n")
      .filter((line) => line !== "" && !/^\s|(?<!runner\.ts\(\d+,\d+\)): error TS9\d\d\d/.test(line))
    expect(mistakes).toEqual([])
  })

  test("stay as they are under the formatter of this repository", async () => {
    const folder = mkdtempSync(`${tmpdir()}/millrace-formatted-`)
    const config = fileURLToPath(new URL("../../.oxfmtrc.json", import.meta.url))
    // The formatter is told to leave runners alone, so they get another name.
    folders.forEach(({ name }, index) => writeFileSync(`${folder}/${name}.ts`, generated[index]?.runner ?? ""))
    await promisify(execFile)("oxfmt", ["-c", config, folder])
    const formatted = folders.map(({ name }) => readFileSync(`${folder}/${name}.ts`, "utf8"))
    rmSync(folder, { recursive: true })
    expect(formatted).toEqual(generated.map(({ runner }) => runner))
  })
})
