import { describe, expect, test } from "vitest"
import { compile } from "../compile.ts"

function importsOf(text: string): ReadonlyArray<string> {
  return text.split("\n").filter((line) => line.startsWith("import"))
}

describe("imports of an emitted module", () => {
  test("are only those that it uses, in one order", () => {
    const head = `import { z } from "zeta"\nimport type { T } from "alpha"\nimport b, { a } from "./b.ts"\nimport * as n from "./n.ts"`
    expect(importsOf(compile(`.let("x", () => a + b + n.c).returns(({ x }): T => z(x))`, { head }))).toEqual([
      'import { runner } from "@millrace/runtime/runner"',
      'import type { RunnerOf } from "@millrace/runtime/runner"',
      'import type { T } from "alpha"',
      'import { z } from "zeta"',
      'import b, { a } from "./b.ts"',
      'import * as n from "./n.ts"',
      'import type * as flows from "./sample.flow.ts"',
    ])
  })

  test("of the runner ABI give way to names of the author", () => {
    const head = `import { step, RunnerOf, flows } from "./mine.ts"`
    const text = compile(`.step("a", read, () => ({ path: step(RunnerOf, flows) })).returns(({ a }) => a)`, { head })
    expect(importsOf(text)).toEqual([
      'import { runner, step as millraceStep } from "@millrace/runtime/runner"',
      'import type { RunnerOf as millraceRunnerOf } from "@millrace/runtime/runner"',
      'import { read } from "./activities.ts"',
      'import { RunnerOf, flows, step } from "./mine.ts"',
      'import type * as millraceFlows from "./sample.flow.ts"',
    ])
  })

  test("leave out a type that the author's lambda only returned", () => {
    const head = `import type { T } from "./t.ts"`
    expect(compile(`.step("x", read, (): T => ({ path: "" })).returns(({ x }) => x)`, { head })).not.toContain("./t.ts")
  })

  test("leave out a declaration that only dropped code refers to", () => {
    const head = `import { gone } from "./gone.ts"`
    expect(compile(`.let("x", () => gone).returns(() => 1)`, { head })).not.toContain("gone")
  })
})

describe("the flow file's types", () => {
  test.each([
    ['import { a } from "./a.ts"', "./sample.flow.ts"],
    ['import { a } from "./a.js"', "./sample.flow.js"],
    ['import { a } from "./a"', "./sample.flow"],
  ])("are imported the way that it imports: %s", (head, expected) => {
    const activities = "./activities.ts"
    const text = compile(`.let("x", () => a).returns(({ x }) => x)`, {
      head,
      activities: activities.replace(".ts", expected.slice(13)),
    })
    expect(importsOf(text).at(-1)).toBe(`import type * as flows from "${expected}"`)
  })
})

describe("declarations of the flow file", () => {
  test("are copied with those they refer to, in an order that works", () => {
    const head = `export const rate = base * 2\nconst base = 3\nfunction twice(n: number): number {\n  return n * rate\n}`
    const text = compile(`.let("x", () => twice(1)).returns(({ x }) => x)`, { head })
    const declared = text.split("\n").filter((line) => /^(const|function) (base|rate|twice)/.test(line))
    expect(declared).toEqual(["const base = 3", "const rate = base * 2", "function twice(n: number): number {"])
  })
})

describe("steps of one name", () => {
  test("share a definition where they are equal, and are told apart by their blocks where not", () => {
    const branches = (second: string): string =>
      `.parallel({ a: (b) => b.step("work", read, () => ({ path: "" })), c: (b) => b.step("work", ${second}, () => ({ path: "" })) }).returns(() => 1)`
    const definitions = (second: string): ReadonlyArray<string> =>
      compile(branches(second))
        .split("\n")
        .filter((line) => line.startsWith("const "))
    expect(definitions("read")).toEqual(['const workStep = step("work", read)'])
    expect(definitions("write")).toEqual([
      'const workAStep = step("work", read)',
      'const workCStep = step("work", write)',
    ])
  })
})
