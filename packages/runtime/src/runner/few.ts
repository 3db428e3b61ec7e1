/** A set of things that are few, most of which leave soon after they came; cheaper than a `Set` as long as they are. */
export class Few<Item> implements Iterable<Item> {
  readonly #items: Array<Item> = []

  get size(): number {
    return this.#items.length
  }

  add(item: Item): void {
    if (this.#items.lastIndexOf(item) < 0) this.#items.push(item)
  }

  /** Says whether it was there. */
  delete(item: Item): boolean {
    const place = this.#items.lastIndexOf(item)
    if (place < 0) return false
    if (place === this.#items.length - 1) this.#items.pop()
    else this.#items.splice(place, 1)
    return true
  }

  /** In the order in which they came. */
  [Symbol.iterator](): Iterator<Item> {
    return this.#items.values()
  }
}
