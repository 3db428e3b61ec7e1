import { activity } from "@millrace/plan"
import type { LiveCode, Node, Plan, Workflow } from "@millrace/plan"
import { interpret, UnmatchedValue } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import { describe, expect, it } from "vitest"
import { watched } from "./watched.ts"

type AnyScope = Readonly<Record<string, unknown>>

/** A mapping as the builder leaves it in the plan. */
function live(mapping: (scope: AnyScope, second?: unknown) => unknown): LiveCode["mapping"] {
  return mapping
}

function workflowOf(nodes: ReadonlyArray<Node>, others: Partial<Plan> = {}): Workflow<void, unknown, unknown, never> {
  return {
    kind: "workflow",
    name: "by-hand",
    plan: { kind: "plan", name: "by-hand", body: { kind: "block", nodes }, ...others },
  }
}

const say = activity("say", (text: string) => `said ${text}`)

describe("interpret", () => {
  it("gives a runner that knows its plan", () => {
    const nodes: ReadonlyArray<Node> = [{ kind: "step", name: "greet", activity: say, mapping: live(() => "hello") }]
    expect(interpret(workflowOf(nodes, { version: "3" })).plan).toEqual({
      name: "by-hand",
      version: "3",
      digest: expect.stringMatching(/^[\da-f]{16}$/),
      steps: [{ path: "greet", kind: "step", activity: "say" }],
    })
  })

  it("gives the last value of a workflow that returns nothing by itself", async () => {
    const nodes: ReadonlyArray<Node> = [{ kind: "step", name: "greet", activity: say, mapping: live(() => "hello") }]
    expect(await interpret(workflowOf(nodes)).run()).toBe("said hello")
    expect(await interpret(workflowOf([])).run()).toBeUndefined()
  })

  it("keeps the scope that a mapping has seen as it was", async () => {
    const nodes: ReadonlyArray<Node> = [
      { kind: "let", name: "before", mapping: live((scope) => scope) },
      { kind: "let", name: "after", mapping: live((scope) => Object.keys(scope)) },
    ]
    const returns = live(({ before, after }) => [Object.keys(Object(before)), after])
    const kept = workflowOf([], { body: { kind: "block", nodes, returns } })
    expect(await interpret(kept).run()).toEqual([["input"], ["input", "before"]])
  })

  it("makes a value that no case covers a defect, and takes no branch", async () => {
    const { lines, onEvent } = watched()
    const block = { kind: "block", nodes: [] } as const
    const cases = [{ label: "a", block }]
    const exit = await interpret(workflowOf([{ kind: "match", name: "m", on: live(() => "toString"), cases }])).runExit(
      undefined,
      {
        onEvent,
      },
    )
    expect(exit).toEqual(Exit.die(new UnmatchedValue({ path: "m", value: "toString" })))
    expect(lines).toEqual(["execution.started", "execution.failed (UnmatchedValue)"])
  })

  for (const [where, node] of [
    ["a step", { kind: "let", name: "__proto__", mapping: live(() => 1) }],
    ["a branch", { kind: "parallel", branches: [{ name: "__proto__", block: { kind: "block", nodes: [] } }] }],
    ["a summary", { kind: "parallel", branches: [], minimumSuccess: 1, summary: "__proto__" }],
  ] as const) {
    it(`refuses '__proto__' as the name of ${where}`, () => {
      expect(() => interpret(workflowOf([node]))).toThrow("'__proto__' cannot be the name of a step")
    })
  }

  it("refuses a duration that is none before anything runs", () => {
    // JavaScript authors can write what the type of a duration refuses.
    const timeout = "soon" as unknown as number
    const node: Node = { kind: "step", name: "greet", activity: say, timeout }
    expect(() => interpret(workflowOf([node]))).toThrow("'soon' is not a duration, such as '5 minutes'")
    expect(() => interpret(workflowOf([], { timeout }))).toThrow("'soon' is not a duration, such as '5 minutes'")
  })
})
