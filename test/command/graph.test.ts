import { globSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { runCommand } from "@millrace/codegen"
import { expect, test } from "vitest"
import { makeWorkspace } from "./workspace.ts"

const activities = `import { activity } from "@millrace/dsl"

export const work = activity("work", (value: number) => value)
`

const flowFile = (chain: string, options = ""): string => `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { work } from "./activities.ts"

export const drawn = flow("drawn", { input: Schema.Number${options} })
${chain}
`

async function drawn(chain: string, given: ReadonlyArray<string> = [], options?: string): Promise<string> {
  using workspace = makeWorkspace({ "activities.ts": activities, "drawn.flow.ts": flowFile(chain, options) })
  const { code, out, error } = await workspace.run("graph", "drawn.flow.ts#drawn", ...given)
  expect({ code, error }).toEqual({ code: 0, error: [] })
  return out.join("\n")
}

const nested = `  .step("first", work, ({ input }) => input, { timeout: "5 seconds" })
  .parallel({
    left: (b) => b.step("one", work, ({ first }) => first),
    right: (b) => b.step("one", work, ({ first }) => first).step("two", work, ({ one }) => one),
  })
  .when("large", ({ left }) => left > 1, (b) => b.step("shrink", work, ({ left }) => left))
  .loop("tries", {
    initial: () => 0,
    body: (b) => b.step("again", work, ({ state }) => state),
    until: (state) => state > 3,
    max: 3,
  })
  .returns(({ tries }) => tries)`

test("'millrace graph' draws blocks as boxes, in Mermaid", async () => {
  expect(await drawn(nested)).toBe(`flowchart TD
  n0(["input"])
  n1["first<br/>work<br/>timeout 5 seconds"]
  n5{"large"}
  n6["shrink<br/>work"]
  n8(["result"])
  subgraph b0["parallel"]
    n2["one<br/>work"]
    subgraph b1["right"]
      n3["one<br/>work"]
      n4["two<br/>work"]
    end
  end
  subgraph b2["loop tries (until, at most 3)"]
    n7["again<br/>work"]
  end
  n0 --> n1
  n1 -->|"left"| n2
  n1 --> n3
  n3 --> n4
  n2 --> n5
  n4 --> n5
  n5 -->|"yes"| n6
  n6 --> n7
  n5 -->|"no"| n7
  n7 -.->|"again"| n7
  n7 --> n8`)
})

test("'millrace graph' draws a dataflow schedule along what steps read", async () => {
  const chain = `  .step("a", work, ({ input }) => input)
  .step("b", work, ({ input }) => input)
  .step("c", work, ({ a }) => a)
  .returns(({ b, c }) => b + c)`
  const edges = (text: string): ReadonlyArray<string> => text.match(/n\d -->.*/g) ?? []
  expect(edges(await drawn(chain))).toEqual(["n0 --> n1", "n1 --> n2", "n2 --> n3", "n3 --> n4"])
  expect(edges(await drawn(chain, [], ', schedule: "dataflow"'))).toEqual([
    "n0 --> n1",
    "n0 --> n2",
    "n1 --> n3",
    "n2 --> n4",
    "n3 --> n4",
  ])
})

const hostile = String.raw`  .step("\"] --> n9\nclick <b>&#35;</b> \u202e%%{init}%%", work, ({ input }) => input)
  .returns(() => 1)`

test("'millrace graph' lets no name out of its label", async () => {
  const mermaid = await drawn(hostile)
  expect(mermaid.split("\n")[2]).toBe(
    '  n1["#34;#93; --#62; n9 click #60;b#62;#38;#35;35#59;#60;/b#62; #8238;#37;#37;#123;init#125;#37;#37;<br/>work"]',
  )
  const svg = await drawn(hostile, ["--format", "svg"])
  expect(svg).toContain("&quot;] --&gt; n9�click &lt;b&gt;&amp;#35;&lt;/b&gt; �%%{init}%%</text>")
})

test("'millrace graph' gives a label that is empty a space, without which Mermaid refuses it", async () => {
  const chain = `  .match("kind", ({ input }) => (input > 1 ? "" : "more"), {
    "": (b) => b.let("none", () => 0),
    more: (b) => b.let("some", () => 1),
  })
  .returns(({ kind }) => kind)`
  expect((await drawn(chain)).match(/n1 -->.*/g)).toEqual(['n1 -->|" "| n2', 'n1 -->|"more"| n3'])
})

/** Numbers and names of an SVG element. */
const attributes = (element: string): Readonly<Record<string, string>> =>
  Object.fromEntries([...element.matchAll(/(\S+)="([^"]*)"/g)].map(([, name = "", value = ""]) => [name, value]))

test("'millrace graph --format svg' gives every node and box a place of its own inside the image", async () => {
  const svg = await drawn(nested, ["--format", "svg"])
  const [width = 0, height = 0] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.slice(1).map(Number) ?? []
  const rects = [...svg.matchAll(/<rect x[^>]*>/g)].map(([element]) => attributes(element))
  const steps = rects.filter(({ fill }) => fill === "#dbeafe")
  expect(steps.length).toBe(6)
  for (const { x, y, width: w, height: h } of rects) {
    expect([Number(x) >= 0, Number(y) >= 0, Number(x) + Number(w) <= width, Number(y) + Number(h) <= height]).toEqual([
      true,
      true,
      true,
      true,
    ])
  }
  const overlaps = steps.filter((a, index) =>
    steps
      .slice(index + 1)
      .some(
        (b) =>
          Math.abs(Number(a["x"]) + Number(a["width"]) / 2 - Number(b["x"]) - Number(b["width"]) / 2) <
            (Number(a["width"]) + Number(b["width"])) / 2 &&
          Math.abs(Number(a["y"]) - Number(b["y"])) < Number(a["height"]),
      ),
  )
  expect(overlaps).toEqual([])
  expect(svg.match(/<path d="M[^"]*NaN/)).toBeNull()
})

test("'millrace graph' draws every verb", async () => {
  const folder = fileURLToPath(new URL("../golden/", import.meta.url))
  const files = globSync("*/input.flow.ts", { cwd: folder })
  expect(files.length).toBeGreaterThan(20)
  for (const file of files) {
    const out: Array<string> = []
    const error: Array<string> = []
    const context = {
      folder,
      out: (line: string) => out.push(line),
      error: (line: string) => error.push(line),
      hasColors: false,
    }
    const names = /'build'|which one behind a '#': (.*)$/
    let given = file
    let code = await runCommand(["graph", given, "--format", "svg"], context)
    if (code === 2) {
      const [, flows = ""] = names.exec(error[0] ?? "") ?? []
      given = `${file}#${flows.split(", ")[0]?.replaceAll("'", "") ?? ""}`
      code = await runCommand(["graph", given, "--format", "svg"], context)
    }
    expect({ given, code, isImage: out[0]?.startsWith("<svg ") }).toEqual({ given, code: 0, isImage: true })
  }
})
