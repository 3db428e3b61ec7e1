import { planJson } from "@millrace/plan"
import type { Code, Plan, StepNode } from "@millrace/plan"
import { planDigest } from "@millrace/plan/digest"
import { expect, test } from "vitest"

const step: StepNode<Code> = { kind: "step", name: "charge", activity: { name: "charge-card" }, mapping: () => 1 }
const plan: Plan<Code> = { kind: "plan", name: "order", version: "2", body: { kind: "block", nodes: [step] } }

test("a plan's JSON has its structure and names, and only the presence of author code", () => {
  expect(planJson({ ...plan, input: {}, retry: { maximumAttempts: 3 } })).toEqual({
    name: "order",
    version: "2",
    input: true,
    retry: { maximumAttempts: 3 },
    body: { nodes: [{ kind: "step", name: "charge", activity: "charge-card", mapping: true }] },
  })
})

test("the digest does not depend on the order in which options were written", () => {
  const { body, ...head } = plan
  expect(planDigest({ body, retry: { jitter: 0.1, maximumAttempts: 3 }, ...head })).toBe(
    planDigest({ ...head, retry: { maximumAttempts: 3, jitter: 0.1 }, body }),
  )
})

test.each<[string, Plan<Code>]>([
  ["name", { ...plan, name: "orders" }],
  ["version", { ...plan, version: "3" }],
  ["timeout", { ...plan, timeout: "1 minute" }],
  ["activity", { ...plan, body: { kind: "block", nodes: [{ ...step, activity: { name: "other" } }] } }],
  ["a step's deadline", { ...plan, body: { kind: "block", nodes: [{ ...step, deadline: 5 }] } }],
  ["returns", { ...plan, body: { ...plan.body, returns: () => 1 } }],
])("the digest changes with the %s", (_what, other) => {
  expect(planDigest(other)).not.toBe(planDigest(plan))
})

test("the digest is 16 hexadecimal digits", () => {
  expect(planDigest(plan)).toMatch(/^[0-9a-f]{16}$/)
})

test("the promise to be durable is part of a plan, and not of what its executions are told apart by", () => {
  const durable = { ...plan, durable: true }
  expect(planJson(durable)).toEqual({ ...Object(planJson(plan)), durable: true })
  expect(planDigest(durable)).toBe(planDigest(plan))
})
