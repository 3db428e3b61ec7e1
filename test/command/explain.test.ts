import { expect, test } from "vitest"
import { makeWorkspace } from "./workspace.ts"

const activities = `import { activity } from "@millrace/dsl"

const retry = { maximumAttempts: 4, initialInterval: "1 second", maximumInterval: "3 seconds" } as const

export const fetchPage = activity("fetch-page", { timeout: "10 seconds", retry, run: (url: string) => url })
export const count = activity("count", { timeout: "1 minute", run: (text: string) => text.length })
export const save = activity("save", (text: string) => text)
`

const flowOf = (chain: string, options = ""): Readonly<Record<string, string>> => ({
  "activities.ts": activities,
  "crawl.flow.ts": `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { count, fetchPage, save } from "./activities.ts"

export const crawl = flow("crawl", { input: Schema.Struct({ url: Schema.String })${options} })
${chain}
`,
})

async function explained(chain: string, options?: string): Promise<string> {
  using workspace = makeWorkspace(flowOf(chain, options))
  const { code, out, error } = await workspace.run("explain", "crawl.flow.ts#crawl")
  expect({ code, error }).toEqual({ code: 0, error: [] })
  return out.join("\n")
}

test("'millrace explain' says what steps read, what is written in sequence, and the worst case with its arithmetic", async () => {
  const text = await explained(`  .step("page", fetchPage, ({ input }) => input.url)
  .step("other", fetchPage, ({ input }) => input.url, { deadline: "20 seconds" })
  .parallel(
    {
      first: (b) => b.step("counted", count, ({ page }) => page),
      second: (b) => b.step("counted", count, ({ other }) => other, { timeout: "20 seconds" }),
      third: (b) => b.step("counted", count, ({ other }) => other, { timeout: "30 seconds" }),
    },
    { concurrency: 2 },
  )
  .loop("tries", {
    initial: () => 0,
    body: (b) => b.step("again", count, ({ state }) => String(state)),
    until: (state) => state > 3,
    max: 3,
  })
  .returns(({ first, tries }) => first + tries)`)
  expect(text).toBe(`crawl (crawl.flow.ts#crawl)

Steps, and what each reads:
  page                  step      input
  other                 step      input
  first, second, third  parallel  page, other
    counted             step      page
    counted             step      other
    counted             step      other
  tries                 loop      nothing
    again               step      state

Written in sequence, though none reads another's result; '.parallel(...)' or schedule: "dataflow" would start them together:
  page, other, tries

Critical path: 3 steps of what steps read, 6 steps in the order written.
  again (× 3)

Worst case: 5 min 6 s, by 46 s + 20 s + 1 min + 3 min.
  step 'page'         46 s   4 × 10 s + waits of 1 s + 2 s + 3 s
  step 'other'        20 s   deadline 20 s, less than 4 × 10 s + waits of 1 s + 2 s + 3 s
  'parallel'          1 min  1 min, 20 s, 30 s, 2 at once
    first             1 min  timeout 1 min
      step 'counted'  1 min  timeout 1 min
    second            20 s   timeout 20 s
      step 'counted'  20 s   timeout 20 s
    third             30 s   timeout 30 s
      step 'counted'  30 s   timeout 30 s
  loop 'tries'        3 min  3 × 1 min
    step 'again'      1 min  timeout 1 min

Journal, where it runs durably: up to 19 entries.
  step 'page'         4  1 outcome + 3 retries
  step 'other'        5  1 outcome + 3 retries + 1 deadline
  'parallel'          3  1 + 1 + 1
    first             1  1 outcome
      step 'counted'  1  1 outcome
    second            1  1 outcome
      step 'counted'  1  1 outcome
    third             1  1 outcome
      step 'counted'  1  1 outcome
  loop 'tries'        7  3 × 2 + 1 for their number
    step 'again'      1  1 outcome`)
})

test("'millrace explain' says which steps have no limit, and that the workflow's timeout is one", async () => {
  const chain = `  .step("saved", save, ({ input }) => input.url)
  .forEach("pages", ({ saved }) => saved.split(" "), (b) => b.step("page", count, ({ item }) => item), { concurrency: 2 })
  .returns(({ pages }) => pages)`
  const unlimited = `Without a limit:
  step 'saved' has no timeout
  forEach 'pages' goes over a list of unknown length: 1 min for every 2 of its items`
  const text = await explained(chain)
  expect(text).toContain("No steps that read nothing of one another are written in sequence.")
  expect(text).toContain("Worst case: no limit.\n")
  expect(text).toContain("up to 2 entries.\n")
  expect(text).toContain("Besides:\n  1 for each item of forEach 'pages'")
  expect(text).toContain(unlimited)
  expect(await explained(chain, ', timeout: "1 hour"')).toContain("Worst case: 1 h, by the workflow's timeout 1 h.\n")
})

test("'millrace explain' counts a list that is written out, and a child of the same file", async () => {
  const child = `  .returns(({ pages }) => pages.length)

export const crawlTwice = flow("crawl-twice")
  .child("once", crawl, () => ({ url: "a" }))
  .child("again", crawl, () => ({ url: "b" }))
  .returns(({ once, again }) => once + again)`
  using workspace = makeWorkspace(
    flowOf(
      `  .forEach("pages", () => ["a", "b", "c"], (b) => b.step("page", count, ({ item }) => item), { concurrency: 2 })\n${child}`,
      ', timeout: "90 seconds"',
    ),
  )
  const { out } = await workspace.run("explain", "crawl.flow.ts#crawlTwice")
  expect(out.join("\n")).toContain(`Worst case: 3 min, by 1 min 30 s + 1 min 30 s.
  child 'once'   1 min 30 s  the workflow's timeout 1 min 30 s, less than 3 × 1 min, 2 at once
  child 'again'  1 min 30 s  the workflow's timeout 1 min 30 s, less than 3 × 1 min, 2 at once`)
})

test("'millrace explain' counts a dataflow schedule along what steps wait for", async () => {
  const text = await explained(
    `  .step("page", fetchPage, ({ input }) => input.url)
  .step("size", count, ({ page }) => page)
  .step("other", count, ({ input }) => input.url)
  .returns(({ size, other }) => size + other)`,
    ', schedule: "dataflow"',
  )
  expect(text).toContain("Critical path: 2 steps of what steps read, 3 steps in the order written.\n  page > size\n")
  expect(text).toContain("Worst case: 1 min 46 s, by 46 s + 1 min.\n")
})

test("'millrace explain' shows what is wrong with a flow that cannot be read", async () => {
  using workspace = makeWorkspace(flowOf('  .step("a" + "b", save).returns(() => 1)'))
  const { code, out, error } = await workspace.run("explain", "crawl.flow.ts")
  expect({ code, out, headline: error[0]?.split("\n")[0] }).toEqual({
    code: 1,
    out: [],
    headline: "crawl.flow.ts:6:9 error VALUE.NOT_LITERAL",
  })
})
