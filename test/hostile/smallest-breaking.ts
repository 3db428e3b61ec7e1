import { compileText } from "./compile-text.ts"
import { head, writeFlow } from "./hostile-flow.ts"
import type { LiteralForm } from "./literal-forms.ts"
import { syntaxShape } from "./syntax-shape.ts"
import { benignWords, wordsWith } from "./words.ts"

/**
 * Finds a string that breaks a flow on its own, and cuts it down to what still does; says so in a sentence. The strings
 * are those of whole flows, in the order of their places.
 */
export function smallestBreaking(strings: ReadonlyArray<string>, form: LiteralForm): string {
  const expected = shapeOf(benignWords(0), form)
  const placeCount = placesIn(form)
  for (const [index, string] of strings.entries()) {
    const place = index % placeCount
    const breaks = (each: string): boolean => shapeOf(wordsWith(each, place), form) !== expected
    if (breaks(string)) return `${JSON.stringify(cutDown(string, breaks))} at place ${place} breaks it alone`
  }
  return "no string breaks it alone, only several together"
}

function cutDown(string: string, breaks: (each: string) => boolean): string {
  for (let index = 0; index < string.length; index++) {
    const shorter = string.slice(0, index) + string.slice(index + 1)
    if (shorter !== "" && breaks(shorter)) return cutDown(shorter, breaks)
  }
  return string
}

function shapeOf(words: Parameters<typeof writeFlow>[1], form: LiteralForm): string {
  try {
    return syntaxShape(compileText(head + writeFlow(0, words, form).text))
  } catch (error) {
    return String(error)
  }
}

function placesIn(form: LiteralForm): number {
  let count = 0
  const next = (): string => `word${(count += 1)}`
  writeFlow(0, { name: next, value: next }, form)
  return count
}
