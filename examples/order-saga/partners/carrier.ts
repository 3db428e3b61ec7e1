import { Unreachable } from "../failures.ts"
import { openAnswers } from "./answers.ts"
import type { Answers, Call } from "./answers.ts"

/** Nobody goes there. */
export const unreachableTown = "Atlantis"

/** Takes parcels to customers. */
export class Carrier {
  readonly #answers: Answers

  constructor(folder: string) {
    this.#answers = openAnswers(
      `${folder}/carrier.db`,
      "CREATE TABLE IF NOT EXISTS parcels (id INTEGER PRIMARY KEY, execution TEXT, town TEXT);",
    )
  }

  async ship(call: Call, { order, town }: { readonly order: string; readonly town: string }): Promise<string> {
    const id = await this.#answers.once(call, () => {
      if (town === unreachableTown) return null
      const insert = this.#answers.database.prepare("INSERT INTO parcels (execution, town) VALUES (?, ?)")
      return Number(insert.run(order, town).lastInsertRowid)
    })
    if (id === null) throw new Unreachable({ town })
    return `parcel ${id}`
  }
}
