/**
 * Names in scope at one point, each with what is known of it, in the order they came into it. Immutable: more names make
 * another scope.
 *
 * **Details**
 *
 * A block of ten thousand steps has as many scopes, each with one name more, so they share one map, of which a scope sees
 * the names up to its own number. One that is gone on from twice, or in which a name comes to mean something else, gets a
 * map of its own for that; an inner block has its own from the beginning.
 */
export class NamesInScope<Value> {
  readonly #outer: NamesInScope<Value> | undefined
  readonly #shared: Map<string, Numbered<Value>>
  readonly #count: number

  private constructor(outer: NamesInScope<Value> | undefined, shared: Map<string, Numbered<Value>>, count: number) {
    this.#outer = outer
    this.#shared = shared
    this.#count = count
  }

  /** Makes a scope of these names. */
  static of<Value>(entries: Iterable<readonly [name: string, value: Value]>): NamesInScope<Value> {
    return new NamesInScope<Value>(undefined, new Map(), 0).with(entries)
  }

  /** Gives the scope of a block inside, in which all of these names are seen. */
  inner(): NamesInScope<Value> {
    return new NamesInScope(this, new Map(), 0)
  }

  /** Gives the scope with more names in it. */
  with(entries: Iterable<readonly [name: string, value: Value]>): NamesInScope<Value> {
    const added = [...entries]
    const isFree = this.#shared.size === this.#count && added.every(([name]) => !this.#shared.has(name))
    const shared = isFree ? this.#shared : new Map([...this.#shared].filter(([, { number }]) => number < this.#count))
    for (const [name, value] of added) shared.set(name, { number: shared.get(name)?.number ?? shared.size, value })
    return new NamesInScope(this.#outer, shared, shared.size)
  }

  /** Tells whether a name is in scope. */
  has(name: string): boolean {
    return this.#own(name) !== undefined || this.#outer?.has(name) === true
  }

  /** Gives what is known of a name. */
  get(name: string): Value | undefined {
    const own = this.#own(name)
    return own === undefined ? this.#outer?.get(name) : own.value
  }

  /** Gives the names in scope. */
  names(): ReadonlyArray<string> {
    const own = [...this.#shared].flatMap(([name, { number }]) => (number < this.#count ? [name] : []))
    const outer = this.#outer?.names() ?? []
    return [...outer, ...own.filter((name) => this.#outer?.has(name) !== true)]
  }

  #own(name: string): Numbered<Value> | undefined {
    const found = this.#shared.get(name)
    return found !== undefined && found.number < this.#count ? found : undefined
  }
}

interface Numbered<Value> {
  /** How many names came before it. */
  readonly number: number
  readonly value: Value
}
