import type { TypeMistake } from "./open-projects.ts"
import { unknownNameIn } from "./unknown-name.ts"

/** Unused names: worth a hint, but no mistake of types. */
export const unusedCodes = [6133, 6138, 6192, 6196, 6198, 6199, 6205] as const

const unused: ReadonlySet<number> = new Set(unusedCodes)

/** Parameters without a type (TS7006, TS7031): next to other mistakes they only follow from them. */
const untyped: ReadonlySet<number> = new Set([7006, 7031])

/** What TypeScript says of a value whose type was lost in an earlier mistake. */
const lostType = /^(?:Type|Argument of type) 'unknown' is|on type '(?:never|unknown)'|is of type 'unknown'|\$\{any\}/

/** A `try` whose body has a mistake is not known to fail at all. */
const lostFailure = /this block cannot fail with/

/** Says whether a mistake is only about a name that nobody uses. */
export function isUnused({ code }: TypeMistake): boolean {
  return unused.has(code)
}

/**
 * Leaves out what only follows from an earlier mistake: types that were lost in it, the same unknown name again, and
 * unused names. A lost type is looked for within the declaration it stands in.
 */
export function causesOf(mistakes: ReadonlyArray<TypeMistake>, source: string): ReadonlyArray<TypeMistake> {
  const inOrder = mistakes.toSorted((a, b) => a.pos - b.pos)
  const others = inOrder.filter((each) => !isUnused(each))
  if (others.length === 0) return inOrder
  const typed = others.filter(({ code }) => !untyped.has(code))
  if (typed.length === 0) return others
  const seen = new Set<string>()
  return typed.filter((each) => {
    const declaration = declarationStart(source, each.pos)
    const name = unknownNameIn(each.text)
    const isConsequence =
      name === undefined ? seen.has(`${declaration}`) && isLost(each) : seen.has(`${declaration} ${name}`)
    seen.add(`${declaration}`)
    if (name !== undefined) seen.add(`${declaration} ${name}`)
    return !isConsequence
  })
}

/** Gives where the top-level declaration around a position begins: the last line before it that is not indented. */
function declarationStart(source: string, position: number): number {
  let start = 0
  for (const { index } of source.matchAll(/^[a-z]/gim)) {
    if (index > position) break
    start = index
  }
  return start
}

function isLost(mistake: TypeMistake): boolean {
  // TS2719: two types of one name, such as a step's and that of an earlier step it was mixed up with.
  if (mistake.code === 2719 || lostType.test(mistake.text) || lostFailure.test(mistake.text)) return true
  return (mistake.messageChain ?? []).some(isLost)
}
