/** A set of things that are few, most of which leave soon after they came; cheaper than a `Set` as long as they are. */
export class Few<Item> implements Iterable<Item> {
  readonly #items: Array<Item> = []

  get size(): number {
    return this.#items.length
  }

  add(item: Item): void {
    if (this.#items.lastIndexOf(item) < 0) this.#items.push(item)
  }

  has(item: Item): boolean {
    return this.#items.lastIndexOf(item) >= 0
  }

  delete(item: Item): void {
    const place = this.#items.lastIndexOf(item)
    if (place < 0) return
    if (place === this.#items.length - 1) this.#items.pop()
    else this.#items.splice(place, 1)
  }

  /** In the order in which they came. */
  [Symbol.iterator](): Iterator<Item> {
    return this.#items.values()
  }
}
