import { signatureHeader, signed } from "./bank-signature.ts"
import { openAnswers } from "./answers.ts"
import type { Answers, Call } from "./answers.ts"

/** The account of the shop. */
export const shop = "the shop"

/** What is to be paid, under a name that the shop has chosen, and where the bank says what came of it. */
export interface Payment {
  readonly reference: string
  readonly customer: string
  readonly cents: number
  readonly answerTo: string
}

/** Moves money between customers and the shop. */
export class Bank {
  readonly #answers: Answers

  constructor(folder: string) {
    this.#answers = openAnswers(
      `${folder}/bank.db`,
      `CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents >= 0));
       CREATE TABLE IF NOT EXISTS payments (reference TEXT PRIMARY KEY, customer TEXT, cents INTEGER, state TEXT);
       CREATE TABLE IF NOT EXISTS notices (number INTEGER PRIMARY KEY, url TEXT, body TEXT, told INTEGER);`,
    )
  }

  /** Opens an account, unless it is open. */
  open(name: string, cents: number): void {
    this.#answers.database.prepare("INSERT OR IGNORE INTO accounts VALUES (?, ?)").run(name, cents)
  }

  /** Takes a payment on. What comes of it is told later (`tell`). */
  async ask(call: Call, payment: Payment): Promise<void> {
    await this.#answers.once(call, () => {
      const body = JSON.stringify({ paid: this.#pay(payment) })
      const notice = this.#answers.database.prepare("INSERT INTO notices (url, body, told) VALUES (?, ?, 0)")
      notice.run(payment.answerTo, body)
      return null
    })
  }

  /** Tells what came of payments. Who does not listen just now is told the next time. */
  async tell(): Promise<void> {
    const { database } = this.#answers
    const told = database.prepare("UPDATE notices SET told = 1 WHERE number = ?")
    for (const { number, url, body } of database.prepare("SELECT * FROM notices WHERE told = 0").all()) {
      if (await isHeard(String(url), String(body))) told.run(Number(number))
    }
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

  #pay({ reference, customer, cents }: Payment): boolean {
    const { database } = this.#answers
    // One that was given up is not made any more, even when its call was on its way for long.
    if (database.prepare("SELECT 1 FROM payments WHERE reference = ?").get(reference) !== undefined) return false
    if (!this.#move(customer, shop, cents)) return false
    database.prepare("INSERT INTO payments VALUES (?, ?, ?, 'paid')").run(reference, customer, cents)
    return true
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

/** Whether somebody is there who has taken a notice, or says that it comes too late. */
async function isHeard(url: string, body: string): Promise<boolean> {
  try {
    const headers = { "content-type": "application/json", [signatureHeader]: signed(body) }
    const answer = await fetch(url, { method: "POST", headers, body })
    await answer.body?.cancel()
    return answer.status < 500
  } catch {
    return false
  }
}
