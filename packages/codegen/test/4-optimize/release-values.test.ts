import { describe, expect, test } from "vitest"
import { bodyOf } from "../compile.ts"

/** The lines that say what is let go, and those around them that wait; types are not known here, so any result may be large. */
const released = (verbs: string): ReadonlyArray<string> =>
  bodyOf(verbs)
    .map((line) => line.trim())
    .filter((line) => /released|yield\*|^let |^case |^\} else/.test(line))

const text = `.step("text", read, () => ({ path: "a" }))`
const wait = `.step("wait", write, () => ({ text: "" }))`

describe("a value goes behind its last reader", () => {
  test("where something waits behind it", () => {
    expect(released(`${text}.step("size", write, ({ text }) => ({ text }))${wait}.returns(() => 1)`)).toEqual([
      'let text = yield* textStep(at, { path: "a" })',
      "yield* sizeStep(at, { text })",
      "text = released",
      'yield* waitStep(at, { text: "" })',
    ])
  })

  test("and not where nothing does", () => {
    expect(released(`${wait}${text}.let("size", ({ text }) => [text]).returns(({ size }) => size)`)).toEqual([
      'yield* waitStep(at, { text: "" })',
      'const text = yield* textStep(at, { path: "a" })',
    ])
  })

  test("at the beginning of a branch that waits without it, and behind both where only one lets it go", () => {
    const branches = (otherwise: string): string =>
      `${text}.when("chosen", () => Math.random() > 0.5,
        (b) => b.step("size", write, ({ text }) => ({ text })).step("more", write, () => ({ text: "" })),
        (b) => b${otherwise}).step("last", write, () => ({ text: "" })).returns(() => 1)`
    expect(released(branches(`.step("other", write, () => ({ text: "" }))`))).toEqual([
      'let text = yield* textStep(at, { path: "a" })',
      "yield* sizeStep(inThen, { text })",
      "text = released",
      'yield* moreStep(inThen, { text: "" })',
      "} else {",
      "text = released",
      'yield* otherStep(inOtherwise, { text: "" })',
      'yield* lastStep(at, { text: "" })',
    ])
    expect(released(branches(`.let("none", () => 1)`))).toEqual([
      'let text = yield* textStep(at, { path: "a" })',
      "yield* sizeStep(inThen, { text })",
      "text = released",
      'yield* moreStep(inThen, { text: "" })',
      "} else {",
      "text = released",
      'yield* lastStep(at, { text: "" })',
    ])
  })

  test("in a block that runs once, and behind one that runs often", () => {
    const inside = `(b) => b.step("size", write, ({ text }) => ({ text })).step("more", write, () => ({ text: "" }))`
    expect(released(`${text}.saga("all", ${inside})${wait}.returns(() => 1)`)).toEqual([
      'let text = yield* textStep(at, { path: "a" })',
      'yield* saga(at, "all", function* (at) {',
      "yield* sizeStep(at, { text })",
      "text = released",
      'return yield* moreStep(at, { text: "" })',
      'yield* waitStep(at, { text: "" })',
    ])
    expect(released(`${text}.forEach("all", () => [1], ${inside})${wait}.returns(() => 1)`)).toEqual([
      'let text = yield* textStep(at, { path: "a" })',
      'yield* forEach(at, "all", [1], (at) => andThen(sizeStep(at, { text }), () => moreStep(at, { text: "" })))',
      "text = released",
      'yield* waitStep(at, { text: "" })',
    ])
  })
})

describe("a value stays", () => {
  test("that a function of the author's reads, which may be called later", () => {
    for (const later of ["() => text", "({ get it() { return text } })", "class { it = text }"]) {
      const find = `.let("find", ({ text }) => ${later})`
      expect(
        released(`${text}${find}${wait}.returns(({ find }) => find)`).filter((line) => /text =/.test(line)),
      ).toEqual(['const text = yield* textStep(at, { path: "a" })'])
    }
  })

  test("that needs no room by the way it is written", () => {
    expect(
      released(
        `${text}.let("length", ({ text }) => text.length).let("isLong", ({ length }) => length > 9).let("kind", ({ isLong }) => isLong ? "long" : "short").let("all", ({ kind }) => [kind])${wait}.returns(() => 1)`,
      ),
    ).toEqual(['let text = yield* textStep(at, { path: "a" })', "text = released", 'yield* waitStep(at, { text: "" })'])
  })
})
