import { globSync, readFileSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { expect, test } from "vitest"
import { documentationPages, root } from "./documentation.ts"

const folder = join(root, "docs", "verbs")
const verbs = globSync("packages/codegen/src/1-load/verbs/*.ts", { cwd: root }).map((path) => basename(path, ".ts"))
const pages = globSync("*.md", { cwd: folder }).map((path) => basename(path, ".md"))
const sections = [
  "Example",
  "What is emitted",
  "What is refused",
  "Failure, timeout, cancellation",
  "Events",
  "Pitfalls",
]

test("every verb has a page, and every page a verb", () => {
  expect(pages.filter((page) => page !== "README").toSorted()).toEqual(verbs.toSorted())
})

test("the lists of verbs name every page", () => {
  const list = readFileSync(join(folder, "README.md"), "utf8")
  const language = readFileSync(join(root, "docs", "language.md"), "utf8")
  expect(verbs.filter((verb) => !list.includes(`](${verb}.md)`))).toEqual([])
  expect(verbs.filter((verb) => !language.includes(`](verbs/${verb}.md)`))).toEqual([])
})

test.each(verbs.toSorted())("the page of %s has every section, with code that is run, emitted and refused", (verb) => {
  const page = documentationPages().find(({ path }) => path === join("docs", "verbs", `${verb}.md`))
  expect(page?.text.match(/^## .*/gm)?.filter((line) => line !== "## Options")).toEqual(
    sections.map((each) => `## ${each}`),
  )
  const kinds = new Set<string>(page?.fences.map(({ kind }) => kind))
  expect(["code", "run", "emitted", "refused"].filter((kind) => !kinds.has(kind))).toEqual([])
})

test("no link within the documentation leads nowhere", () => {
  const all = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", ...globSync("docs/**/*.md", { cwd: root })]
  const headings = new Map(all.map((path) => [path, anchorsOf(readFileSync(join(root, path), "utf8"))]))
  const links = all.flatMap((path) =>
    [...readFileSync(join(root, path), "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)/g)].map(
      ([link, target = "", anchor]) => ({
        link: `${path} ${link}`,
        anchor,
        to: target === "" ? path : join(dirname(path), target),
      }),
    ),
  )
  expect(links.length).toBeGreaterThan(100)
  const broken = links.filter(({ to, anchor }) => {
    const path = to.replace(/\/$/, "")
    if (globSync(path.replaceAll(/[[\]{}*?]/g, "[$&]"), { cwd: root }).length === 0) return true
    return anchor !== undefined && headings.get(path)?.has(anchor) === false
  })
  expect(broken.map(({ link }) => link)).toEqual([])
})

/** The anchors that GitHub gives to headings. */
function anchorsOf(text: string): ReadonlySet<string> {
  const headings = [...text.replaceAll(/^```[^]*?^```$/gm, "").matchAll(/^#+ (.*)$/gm)]
  return new Set(
    headings.map(([, heading = ""]) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
        .replaceAll(/\s/g, "-"),
    ),
  )
}
