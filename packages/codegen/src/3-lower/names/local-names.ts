import { reservedWords } from "./reserved-words.ts"

/**
 * The names that are taken where a piece of emitted code stands.
 *
 * A name once given is never given again to what can be seen from the same place, so a local hides nothing that
 * inlined author code, an import or a definition refers to.
 */
export class LocalNames {
  readonly #taken: Set<string>
  readonly #outer: LocalNames | undefined

  constructor(taken: Iterable<string>, outer?: LocalNames) {
    this.#taken = new Set(taken)
    this.#outer = outer
  }

  /** Names for code inside a block: what is taken here is taken there, not the other way round. */
  inner(): LocalNames {
    return new LocalNames([], this)
  }

  /** Tells whether a name means something else here. */
  isTaken(name: string): boolean {
    return this.#taken.has(name) || this.#outer?.isTaken(name) === true
  }

  /**
   * Takes a name: `preferred`, else with `Result` behind it, else with a number.
   *
   * `forbidden` are names that mean something else where the local will be read.
   */
  take(preferred: string, forbidden: ReadonlySet<string> = nothing): string {
    return this.takeFirst([preferred, `${preferred}Result`], forbidden)
  }

  /** Takes the first of these names that is free, else the first one with a number behind it. */
  takeFirst(choices: readonly [string, ...Array<string>], forbidden: ReadonlySet<string> = nothing): string {
    const isFree = (name: string): boolean => !this.isTaken(name) && !reservedWords.has(name) && !forbidden.has(name)
    let name = choices.find(isFree)
    for (let count = 2; name === undefined; count++) name = [`${choices[0]}${count}`].find(isFree)
    this.#taken.add(name)
    return name
  }
}

const nothing: ReadonlySet<string> = new Set()
