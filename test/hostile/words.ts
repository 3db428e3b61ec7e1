import type { Words } from "./hostile-flow.ts"
import { hostileString } from "./hostile-strings.ts"

/** Names that the language refuses, with a diagnostic of its own. */
const refused: ReadonlySet<string> = new Set(
  "input vars item index state iteration error resource otherwise all counts __proto__".split(" ").concat(""),
)

/** Harmless words: the same places, and nothing that could break them. */
export function benignWords(flow: number): Words {
  let count = 0
  const next = (): string => `flow${flow}word${(count += 1)}`
  return { name: next, value: next }
}

/** Hostile words; `used` gathers those that were given. */
export function hostileWords(chance: () => number, used: Array<string>): Words {
  const names = new Set(refused)
  const value = (): string => {
    const made = hostileString(chance)
    used.push(made)
    return made
  }
  const name = (): string => {
    let made = hostileString(chance)
    while (names.has(made) || names.has(made.replace(/2$/, ""))) made += hostileString(chance)
    names.add(made)
    used.push(made)
    return made
  }
  return { name, value }
}

/** The harmless words, but one hostile one at one place. */
export function wordsWith(word: string, place: number): Words {
  const benign = benignWords(0)
  let count = 0
  const next = (): string => {
    const made = benign.value()
    return (count += 1) === place + 1 ? word : made
  }
  return { name: next, value: next }
}
