import { DiagnosticCategory } from "typescript/unstable/sync"
import { expect, test } from "vitest"
import { builderSentence } from "../../src/6-check/builder-sentence.ts"
import type { TypeMistake } from "../../src/6-check/open-projects.ts"

const mistake = (text: string, messageChain: ReadonlyArray<TypeMistake> = []): TypeMistake => ({
  text,
  messageChain,
  pos: 0,
  end: 1,
  code: 2322,
  category: DiagnosticCategory.Error,
})

test("a sentence that the builder's types answer with is found", () => {
  const text = `Type 'number' is not assignable to type '"'line' is not an input of this activity"'.`
  expect(builderSentence(mistake(text))).toBe("'line' is not an input of this activity")
})

test("a sentence at the end of an intersection is found", () => {
  const text = `Type '() => void' is not assignable to type '((b: Builder<"a b">) => void) & "'c' is not a case of this match"'.`
  expect(builderSentence(mistake(text))).toBe("'c' is not a case of this match")
})

test("a sentence further down in the chain of reasons is found", () => {
  const inner = mistake(`Type 'X' is not assignable to type '"this block cannot fail with 'Lost'"'.`)
  expect(builderSentence(mistake("No overload matches this call.", [mistake("Overload 1 of 2.", [inner])]))).toBe(
    "this block cannot fail with 'Lost'",
  )
})

test("a literal type of the author's own is no sentence", () => {
  expect(builderSentence(mistake(`Type '"x"' is not assignable to type '"in progress"'.`))).toBe(undefined)
  expect(builderSentence(mistake("Type 'string' is not assignable to type 'number'."))).toBe(undefined)
})
