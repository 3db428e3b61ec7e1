import type { TypeMistake } from "./open-projects.ts"

/**
 * A string literal type at the end of a message, alone or as part of an intersection: `type '"..."'`, `type '... &
 * "..."'`.
 */
const literalTypePattern = /type '(?:.* & )?"((?:[^"\\]|\\.)+)"'\.?$/

/** Words that make a sentence of a text; a value that an author compares with rarely has them. */
const verbPattern = /\b(?:is|are|does|needs|need|cannot|has|have|must|was)\b/

/**
 * Finds the sentence with which the builder's types answer an illegal call: a string literal type such as
 * `'line' is not an input of this activity`, anywhere in TypeScript's chain of reasons.
 */
export function builderSentence(mistake: TypeMistake): string | undefined {
  const sentence = literalTypePattern.exec(mistake.text)?.[1]
  if (sentence !== undefined && isSentence(sentence)) return sentence.replaceAll(/\\(.)/g, "$1")
  for (const reason of mistake.messageChain ?? []) {
    const found = builderSentence(reason)
    if (found !== undefined) return found
  }
  return undefined
}

function isSentence(text: string): boolean {
  return text.split(" ").length >= 4 && verbPattern.test(text)
}
