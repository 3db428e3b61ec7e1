import { PaymentDeclined } from "../failures.ts"
import { openAnswers } from "./answers.ts"
import type { Answers, Call } from "./answers.ts"

/** The account of the shop. */
export const shop = "the shop"

/** What is paid, under a name that the shop has chosen. */
export interface Payment {
  readonly reference: string
  readonly customer: string
  readonly cents: number
}

/** Moves money between customers and the shop. */
export class Bank {
  readonly #answers: Answers

  constructor(folder: string) {
    this.#answers = openAnswers(
      `${folder}/bank.db`,
      `CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents >= 0));
       CREATE TABLE IF NOT EXISTS payments (reference TEXT PRIMARY KEY, customer TEXT, cents INTEGER, state TEXT);`,
    )
  }

  /** Opens an account, unless it is open. */
  open(name: string, cents: number): void {
    this.#answers.database.prepare("INSERT OR IGNORE INTO accounts VALUES (?, ?)").run(name, cents)
  }

  async pay(call: Call, { reference, customer, cents }: Payment): Promise<string> {
    const { database } = this.#answers
    const isPaid = await this.#answers.once(call, () => {
      // One that was given up is not made any more, even when its call was on its way for long.
      if (database.prepare("SELECT 1 FROM payments WHERE reference = ?").get(reference) !== undefined) return false
      if (!this.#move(customer, shop, cents)) return false
      database.prepare("INSERT INTO payments VALUES (?, ?, ?, 'paid')").run(reference, customer, cents)
      return true
    })
    if (!isPaid) throw new PaymentDeclined({ customer })
    return reference
  }

  /** Gives up a payment: pays it back, or sees to it that it is never made. */
  async giveUp(call: Call, reference: string): Promise<void> {
    const { database } = this.#answers
    await this.#answers.once(call, () => {
      const paid = database
        .prepare("UPDATE payments SET state = 'paid back' WHERE reference = ? AND state = 'paid' RETURNING *")
        .get(reference)
      if (paid !== undefined) return this.#move(shop, String(paid["customer"]), Number(paid["cents"]))
      database.prepare("INSERT OR IGNORE INTO payments VALUES (?, NULL, 0, 'given up')").run(reference)
      return true
    })
  }

  #move(from: string, to: string, cents: number): boolean {
    const add = this.#answers.database.prepare(
      "UPDATE accounts SET cents = cents + ?1 WHERE name = ?2 AND cents + ?1 >= 0",
    )
    if (add.run(-cents, from).changes === 0) return false
    add.run(cents, to)
    return true
  }
}
