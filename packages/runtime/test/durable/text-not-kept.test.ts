import { decodeWith, forEach, runner, step, activity } from "@millrace/runtime/runner"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import { noted, open, paid } from "./engine-workflows.ts"

const half = "page \ud83d"
const note = step(
  "note",
  activity("note-item", async (what: string) => what),
)
const keyed = runner({
  plan: { name: "keyed", digest: "keyed", steps: [] },
  input: decodeWith(Schema.Array(Schema.String)),
  body: (at, { input }) => forEach(at, "pages", input, (at, page) => note(at, page), { key: (page) => page }),
})
const indexed = runner({
  plan: { name: "indexed", digest: "indexed", steps: [] },
  input: decodeWith(Schema.Array(Schema.String)),
  body: (at, { input }) => forEach(at, "pages", input, (at, page) => note(at, page)),
})

describe("half of a surrogate pair", () => {
  it("is refused in what a store would give another name", async () => {
    await using engine = await open(memoryStore(), { runners: [keyed, noted, paid] })
    const refusal = { _tag: "TextNotKept" }
    await expect(engine.start(noted, "x", { id: half })).rejects.toThrow(
      'the id of an execution is "page \\ud83d", which has half of a surrogate pair: give it whole characters',
    )
    const execution = await engine.start(keyed, ["whole \ud83d\ude00", half], { id: "a" })
    await expect(execution.result()).rejects.toMatchObject({ ...refusal, subject: "the path of a step" })
    await engine.start(paid, "x", { id: "b" })
    for (const options of [{ id: half }, { source: half }]) {
      await expect(engine.signal("b", "paid", { amount: 1 }, options)).rejects.toMatchObject(refusal)
    }
    await expect(engine.signal("b", half, { amount: 1 })).rejects.toMatchObject(refusal)
  })

  it("is kept in values, which are JSON", async () => {
    const store = memoryStore()
    const engine = await open(store, { runners: [indexed] })
    await (await engine.start(indexed, [half], { id: "a" })).result()
    await engine.close()
    await using later = await open(store, { runners: [indexed] })
    expect(await later.result("a")).toEqual([half])
    expect((await later.read("a")).input).toBe('["page \\ud83d"]')
  })
})
