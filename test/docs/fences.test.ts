import { execFile } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { afterAll, describe, expect, test } from "vitest"
import { claimedRemarks, diagnosedRemarks, withRemarks } from "./diagnosed.ts"
import { documentationPages, flowOf, root } from "./documentation.ts"
import type { Fence, Page } from "./documentation.ts"
import { shownModule } from "./emitted.ts"
import { fencesFolder, interpretedPath, removeFences, writeFences } from "./fence-files.ts"
import type { FenceFile } from "./fence-files.ts"
import { claimedLines, printedLines, withClaims } from "./run-fence.ts"

// With UPDATE_DOCS=1 what fences quote is written anew instead of compared.
const isUpdate = process.env["UPDATE_DOCS"] === "1"
const pages = documentationPages()
const files = writeFences(pages)
const rewritten = new Map<Fence, string>()

afterAll(() => {
  removeFences()
  for (const page of pages) rewrite(page)
})

test("every TypeScript fence of the documentation compiles", async () => {
  expect(files.length).toBeGreaterThan(100)
  expect(await typeCheck()).toBe("")
})

describe("flows of the documentation have runners", () => {
  test.each(filesOf("code").filter(({ path }) => path.endsWith(".flow.ts")))("$label", ({ generated }) => {
    expect(generated?.diagnostics).toEqual([])
    expect(generated?.runner).toBeDefined()
  })
})

describe("what is said to be emitted is what the compiler emits", () => {
  test.each(filesOf("emitted"))("$label", ({ page, fence }) => {
    const flow = files.find((file) => file.fence === flowOf(page))
    const shown = `${firstLine(fence)}${shownModule(page, flow?.generated?.runner ?? "")}`
    if (isUpdate) rewritten.set(fence, shown)
    else expect(fence.text).toBe(shown)
  })
})

describe("what is said to be answered by the compiler is", () => {
  test.each([...filesOf("refused"), ...filesOf("told")])("$label", (file) => {
    const { fence, statements } = file
    const remarks = diagnosedRemarks(file)
    if (isUpdate) rewritten.set(fence, withRemarks(fence.text, remarks))
    else expect(claimedRemarks(fence.text)).toEqual(remarks)
    expect(remarks.length).toBeGreaterThanOrEqual(statements.length)
    const isRefused = fence.kind === "refused"
    expect(statements.map(({ generated }) => generated?.runner === undefined)).toEqual(statements.map(() => isRefused))
  })
})

describe("code that is run prints what it is said to print", () => {
  test.each(filesOf("run"))("$label", async ({ fence, path }) => {
    const printed = await printedLines(path)
    expect(printed.length).toBeGreaterThan(0)
    if (isUpdate && printed.length === claimedLines(fence.text).length) {
      rewritten.set(fence, withClaims(fence.text, printed))
    } else expect(printed).toEqual(claimedLines(fence.text))
    expect(await printedLines(interpretedPath(path)), "interpreted").toEqual(printed)
  })
})

function filesOf(kind: Fence["kind"]): ReadonlyArray<FenceFile & { readonly label: string }> {
  const found = files.filter(({ fence }) => fence.kind === kind)
  return found.map((file) => ({ ...file, label: `${file.page.path}:${lineOf(file)}` }))
}

function lineOf({ page, fence }: FenceFile): number {
  return page.text.slice(0, fence.offset).split("\n").length
}

function firstLine({ file, text }: Fence): string {
  return file === undefined ? "" : text.slice(0, text.indexOf("\n") + 1)
}

function rewrite({ path, text, fences }: Page): void {
  const changed = fences.toReversed().reduce((page, fence) => {
    const end = fence.offset + fence.text.length
    return `${page.slice(0, fence.offset)}${rewritten.get(fence) ?? fence.text}${page.slice(end)}`
  }, text)
  if (changed !== text && readFileSync(join(root, path), "utf8") === text) writeFileSync(join(root, path), changed)
}

function typeCheck(): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc")
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, "-p", fencesFolder, "--pretty", "false"], (_error, stdout) => resolve(stdout))
  })
}
