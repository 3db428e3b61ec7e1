import { createRequire } from "node:module"

/** How a text's words stand to an English and a German dictionary. */
export interface WordShare {
  readonly words: number
  readonly english: number
  readonly german: number
  /** The share of words that either dictionary has, from 0 to 1; 0 for a text without words. */
  readonly known: number
}

/**
 * Counts which words of a text are English or German ones.
 *
 * **Details**
 *
 * A word has at least four letters: shorter ones come up in noise too often. It has no digit. German compounds count when they are made of two known words,
 * with or without a joining `s`.
 */
export function wordShare(text: string): WordShare {
  const words = text.match(/\p{L}[\p{L}’']{3,}/gu) ?? []
  const english = words.filter((word) => isEnglish(word)).length
  const german = words.filter((word) => isGerman(word)).length
  const known = words.filter((word) => isEnglish(word) || isGerman(word)).length
  return { words: words.length, english, german, known: words.length === 0 ? 0 : known / words.length }
}

function isEnglish(word: string): boolean {
  const lower = word.toLowerCase().replace(/[’']s?$/, "")
  return dictionaries().english.has(lower)
}

function isGerman(word: string): boolean {
  const lower = word.toLowerCase()
  return dictionaries().german.has(lower) || isCompound(lower)
}

function isCompound(word: string): boolean {
  const { german } = dictionaries()
  for (let at = 4; at <= word.length - 4; at++) {
    const head = word.slice(0, at)
    if (german.has(word.slice(at)) && (german.has(head) || (head.endsWith("s") && german.has(head.slice(0, -1))))) {
      return true
    }
  }
  return false
}

interface Dictionaries {
  readonly english: ReadonlySet<string>
  readonly german: ReadonlySet<string>
}

let loaded: Dictionaries | undefined

/** Both word lists, read when the first word is looked up: together they hold some 400,000 words. */
function dictionaries(): Dictionaries {
  loaded ??= { english: wordsOf("an-array-of-english-words"), german: wordsOf("an-array-of-german-words/words.json") }
  return loaded
}

function wordsOf(specifier: string): ReadonlySet<string> {
  const words: ReadonlyArray<string> = createRequire(import.meta.url)(specifier)
  return new Set(words.map((word) => word.toLowerCase()))
}
