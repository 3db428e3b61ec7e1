import { DatabaseSync } from "node:sqlite"
import { setTimeout as pass } from "node:timers/promises"
import { NoAnswer } from "../failures.ts"

/** What a partner keeps: its own tables, and what it has answered to whom. */
export interface Answers {
  readonly database: DatabaseSync
  /**
   * Does something once for each idempotency key, and answers whoever asks again with what it answered first. Takes a
   * while, and sometimes does not answer although it has done it: that is what keys are for.
   */
  readonly once: <Answer>(call: Call, act: () => Answer) => Promise<Answer>
}

/** A call, as a partner sees it. */
export interface Call {
  readonly idempotencyKey: string
  readonly attempt: number
}

/** Opens the database of a partner, which is a system of its own: it knows nothing of workflows. */
export function openAnswers(file: string, tables: string): Answers {
  const database = new DatabaseSync(file, { timeout: 5_000 })
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer TEXT NOT NULL, asked INTEGER NOT NULL);
    ${tables}`)
  const known = database.prepare("UPDATE answers SET asked = asked + 1 WHERE key = ? RETURNING answer")
  const keep = database.prepare("INSERT INTO answers VALUES (?, ?, 1)")
  const answer = <Answer>(key: string, act: () => Answer): Answer => {
    database.exec("BEGIN IMMEDIATE")
    try {
      const before = known.get(key)
      // What was kept was answered here, to the same question.
      const given = before === undefined ? act() : (JSON.parse(String(before["answer"])) as Answer)
      if (before === undefined) keep.run(key, JSON.stringify(given))
      database.exec("COMMIT")
      return given
    } catch (thrown) {
      database.exec("ROLLBACK")
      throw thrown
    }
  }
  return {
    database,
    once: async ({ idempotencyKey, attempt }, act) => {
      await pass(3)
      const given = answer(idempotencyKey, act)
      await pass(3)
      if (attempt === 1 && isUnlucky(idempotencyKey)) throw new NoAnswer({ from: file })
      return given
    },
  }
}

/** Every ninth first call or so has no answer. */
function isUnlucky(key: string): boolean {
  let sum = 0
  for (const character of key) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 997
  return sum % 9 === 0
}
