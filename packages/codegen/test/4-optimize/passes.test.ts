import { describe, expect, test } from "vitest"
import { passNames } from "../../src/4-optimize/pass-names.ts"
import { bodyOf } from "../compile.ts"

const verbs = `
  .let("quiet", () => ({ a: 1 }))
  .let("loud", () => Math.random())
  .let("onlyForUnread", () => Math.random())
  .let("unread", ({ onlyForUnread }) => [onlyForUnread])
  .parallel({
    left: (b) => b.step("read", read, () => ({ path: "a" })),
    right: (b) => b.step("read", read, () => ({ path: "b" })).step("write", write, ({ read }) => ({ text: read })),
  })
  .when("chosen", ({ left }) => left === "", (b) => b.let("x", () => 1), (b) => b.step("read", read, () => ({ path: "c" })))
  .returns(({ left }) => left)`

test("every pass has a name of its own", () => {
  expect(passNames).toEqual([
    "inline-mappings",
    "fold-policies",
    "hoist-definitions",
    "drop-unread-values",
    "single-step-blocks",
    "release-values",
    "two-step-blocks",
  ])
})

describe("all passes together", () => {
  test("leave what is read, and what may fail", () => {
    expect(bodyOf(verbs)).toEqual([
      "void Math.random()",
      "void Math.random()",
      "const { left } = yield* parallel(at, {",
      '  left: (at) => readStep(at, { path: "a" }),',
      '  right: (at) => andThen(readStep(at, { path: "b" }), (readResult) => writeStep(at, { text: readResult })),',
      "})",
      "",
      'if (left === "") {',
      '  takeBranch(at, "chosen", "then")',
      "} else {",
      '  const inOtherwise = takeBranch(at, "chosen", "otherwise")',
      '  yield* readStep(inOtherwise, { path: "c" })',
      "}",
      "",
      "return left",
    ])
  })
})

describe("drop-unread-values", () => {
  test("left out, binds every value", () => {
    expect(bodyOf(verbs, { without: ["drop-unread-values"] })).toEqual([
      "const quiet = { a: 1 }",
      "const loud = Math.random()",
      "const onlyForUnread = Math.random()",
      "const unread = [onlyForUnread]",
      "const { left, right } = yield* parallel(at, {",
      '  left: (at) => readStep(at, { path: "a" }),',
      '  right: (at) => andThen(readStep(at, { path: "b" }), (readResult) => writeStep(at, { text: readResult })),',
      "})",
      "",
      "let chosen",
      'if (left === "") {',
      '  const inThen = takeBranch(at, "chosen", "then")',
      "  chosen = 1 as const",
      "} else {",
      '  const inOtherwise = takeBranch(at, "chosen", "otherwise")',
      '  chosen = yield* readStep(inOtherwise, { path: "c" })',
      "}",
      "",
      "return left",
    ])
  })
})

describe("single-step-blocks", () => {
  test("left out, writes a generator for a block of one step", () => {
    const [, , , ...rest] = bodyOf(verbs, { without: ["single-step-blocks"] })
    expect(rest.slice(0, 3)).toEqual(["  *left(at) {", '    return yield* readStep(at, { path: "a" })', "  },"])
  })
})
