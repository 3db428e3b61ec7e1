import { activity, skipStep, step, withPolicies } from "@millrace/runtime/runner"
import type { Position } from "@millrace/runtime/runner"
import { interpret } from "@millrace/runtime"
import type { LiveCode, Node, Workflow } from "@millrace/plan"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { describe, expect, expectTypeOf, it } from "vitest"
import { watched, workflow } from "./watched.ts"

class Lost extends Data.TaggedError("Lost") {}

const finds = activity("find", {
  errors: [Lost],
  run: async (id: string): Promise<string> => {
    if (id === "lost") throw new Lost()
    if (id === "bug") throw new Error("bug")
    return `found ${id}`
  },
})
const findStep = step(
  "find",
  finds,
  withPolicies({ onFailure: "continue", retry: { maximumAttempts: 2, initialInterval: 1 } }),
)

describe("step onFailure", () => {
  it("makes values and typed failures a Result, after all attempts", async () => {
    const { lines, onEvent } = watched()
    const found = await workflow((at) => findStep(at, "a")).run()
    const lost = await workflow((at) => findStep(at, "lost")).run(undefined, { onEvent })
    expect([found, lost]).toEqual([Result.succeed("found a"), Result.fail(new Lost())])
    expect(lines.slice(1)).toEqual([
      "step.started find",
      "step.retrying find after 1 (Lost)",
      "step.started find #2",
      "step.failed find #2 (Lost)",
      "execution.completed",
    ])
    const typed = (at: Position) => findStep(at, "a")
    expectTypeOf(typed).returns.toEqualTypeOf<Effect.Effect<Result.Result<string, Lost>>>()
  })

  it("still fails with a defect", async () => {
    expect(Exit.hasDies(await workflow((at) => findStep(at, "bug")).runExit())).toBe(true)
  })
})

describe("step when", () => {
  it("skips the step where it is false, and calls nothing", async () => {
    const when: LiveCode["mapping"] = ({ input }: { readonly input: string }) => input !== "none"
    const mapping: LiveCode["mapping"] = ({ input }: { readonly input: string }) => input
    const node: Node = { kind: "step", name: "find", activity: finds, mapping, when }
    const block = { kind: "block", nodes: [node] } as const
    const plan = { kind: "plan", name: "by-hand", input: Schema.String, body: block } as const
    const flow: Workflow<string, unknown, unknown, never> = { kind: "workflow", name: "by-hand", plan }
    const { lines, onEvent } = watched()
    const runner = interpret(flow)
    expect(await runner.run("none", { onEvent })).toBeUndefined()
    expect(lines).toEqual(["execution.started", "step.skipped find", "execution.completed"])
    expect(await runner.run("a")).toBe("found a")
  })

  it("tells the same through the operation of emitted code", async () => {
    const { lines, onEvent } = watched()
    await workflow((at) => Effect.succeed(skipStep(at, "find"))).run(undefined, { onEvent })
    expect(lines[1]).toBe("step.skipped find")
  })
})
