import { setFlagsFromString } from "node:v8"
import { runInNewContext } from "node:vm"
import { interpret } from "@millrace/runtime"
import { beforeAll, expect, test } from "vitest"
import * as flows from "../../bench/lifetimes/lifetimes.flow.ts"
import * as runners from "../../bench/lifetimes/lifetimes.runner.ts"

/** What every workflow there gives: what a reader has found of a large value, and how many are left behind it. */
interface Found {
  readonly size: number | undefined
  readonly left: number
}

type Run = (input: { readonly n: number }) => Promise<Found>

beforeAll(() => {
  setFlagsFromString("--expose-gc")
  // A context of its own, for in this one the flag comes too late.
  globalThis.gc = runInNewContext("gc") as NonNullable<typeof globalThis.gc>
})

/** How many values are usually left; a collection that is under way may miss one that has just become garbage. */
async function usuallyLeft(run: Run): Promise<number> {
  const counts: Array<number> = []
  for (let turn = 0; turn < 9; turn++) {
    const { size, left } = await run({ n: turn })
    expect(size).toBe(1_000)
    counts.push(left)
  }
  return counts.toSorted((a, b) => a - b)[4] ?? 0
}

test.each(Object.entries(runners))("%s: a value can be collected after its last reader", async (_name, runner) => {
  expect(await usuallyLeft((input) => runner.run(input))).toBe(0)
})

test("the interpreter keeps what is in scope until its block ends", async () => {
  const { run } = interpret(flows.values)
  expect(await usuallyLeft((input) => run(input))).toBe(1)
})
