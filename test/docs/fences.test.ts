import { execFile } from "node:child_process"
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { afterAll, expect, test } from "vitest"

const root = join(import.meta.dirname, "..", "..")
// Beside the folders that the fences' relative imports start from, and inside the workspace for its packages.
const folder = join(root, "test", "docs", "fences")

afterAll(() => rm(folder, { recursive: true, force: true }))

test("every TypeScript fence of the documentation compiles", async () => {
  const docs = (await readdir(join(root, "docs"))).filter((name) => name.endsWith(".md"))
  const fences = await Promise.all(docs.map((name) => fencesOf(join("docs", name))))
  const files = fences.flat()
  expect(files.length).toBeGreaterThan(4)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  await Promise.all(files.map(({ name, text }) => writeFile(join(folder, name), text)))
  const tsconfig = {
    extends: "../../tsconfig.json",
    compilerOptions: { rootDir: "../../..", noUnusedLocals: false },
    include: ["."],
    exclude: [],
  }
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify(tsconfig))
  expect(await typeCheck()).toBe("")
})

async function fencesOf(path: string): Promise<ReadonlyArray<{ readonly name: string; readonly text: string }>> {
  const text = await readFile(join(root, path), "utf8")
  const page = path.replaceAll("/", "-").replace(/\.md$/, "")
  return [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map((match, index) => ({
    name: `${page}-${index + 1}.ts`,
    text: (match[1] ?? "").replaceAll('"../examples/', '"../../../examples/'),
  }))
}

function typeCheck(): Promise<string> {
  const tsc = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin", "tsc")
  return new Promise((resolve) => {
    execFile(process.execPath, [tsc, "-p", folder, "--pretty", "false"], (_error, stdout) => resolve(stdout))
  })
}
