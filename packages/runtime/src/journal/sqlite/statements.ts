import type { DatabaseSync, StatementSync } from "node:sqlite"

/** The statements that write, compiled once. */
export interface Statements {
  readonly start: StatementSync
  readonly execution: StatementSync
  readonly entry: StatementSync
  readonly wait: StatementSync
  readonly waitEnd: StatementSync
  readonly waitsEnd: StatementSync
  readonly taken: StatementSync
  readonly status: StatementSync
  /** Where an execution stands. */
  readonly statusOf: StatementSync
  readonly settle: StatementSync
  readonly message: StatementSync
  readonly accept: StatementSync
  readonly isOpen: StatementSync
  readonly wake: StatementSync
  readonly wakeDue: StatementSync
  readonly ready: StatementSync
  readonly claim: StatementSync
  readonly recover: StatementSync
  readonly old: StatementSync
  readonly settled: StatementSync
  readonly keepSettled: StatementSync
  /** Keeps the last number of an entry from being given again. */
  readonly keepLast: StatementSync
  /** Removes what kept one that is the last no more. */
  readonly dropKept: StatementSync
  readonly children: StatementSync
  readonly note: StatementSync
  readonly noteEnd: StatementSync
  /** Each removes what one table has of an execution. */
  readonly forget: ReadonlyArray<StatementSync>
}

/** Compiles the statements that write to a store. */
export function makeStatements(database: DatabaseSync): Statements {
  const sql = (text: string): StatementSync => database.prepare(text)
  return {
    start: sql(
      `INSERT INTO executions (id, workflow, version, plan_digest, parent, priority, input, vars, input_digest, started_at,
        changed_at, status, owner) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
    ),
    execution: sql("SELECT * FROM executions WHERE id = ?"),
    entry: sql("INSERT INTO entries VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    wait: sql("INSERT OR REPLACE INTO waits VALUES (?, ?, ?, ?, ?, ?)"),
    waitEnd: sql("DELETE FROM waits WHERE execution = ? AND kind = ? AND path = ?"),
    isOpen: sql("SELECT 1 FROM waits WHERE execution = ? AND kind = ? AND path = ?"),
    waitsEnd: sql("DELETE FROM waits WHERE execution = ?"),
    taken: sql("UPDATE messages SET taken = 1 WHERE execution = ? AND id = ?"),
    status: sql(
      `UPDATE executions SET status = ?, reason = ?, result = ?, changed_at = ?, settled = NULL, settled_after = NULL
        WHERE number = ?`,
    ),
    statusOf: sql("SELECT status FROM executions WHERE number = ?"),
    settle: sql(
      `UPDATE executions SET status = ?, reason = ?, result = ?, changed_at = ?, settled = ?,
        settled_after = coalesce((SELECT max(number) FROM entries), 0) WHERE number = ?`,
    ),
    message: sql("SELECT * FROM messages WHERE execution = ? AND id = ?"),
    accept: sql("INSERT INTO messages VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)"),
    wake: sql("UPDATE executions SET status = 'ready', changed_at = ? WHERE number = ? AND status = 'waiting'"),
    wakeDue: sql(
      `UPDATE executions SET status = 'ready', changed_at = ? WHERE status = 'waiting'
        AND number IN (SELECT execution FROM waits WHERE due_at <= ?)`,
    ),
    ready: sql(
      "SELECT * FROM executions WHERE status = 'ready' AND parent IS NULL ORDER BY priority DESC, number LIMIT ?",
    ),
    claim: sql("UPDATE executions SET status = 'running', owner = ?, changed_at = ? WHERE number = ?"),
    recover: sql(
      `UPDATE executions SET status = 'ready' WHERE status = 'running' OR (status = 'waiting'
        AND EXISTS (SELECT 1 FROM messages WHERE execution = number AND taken = 0))`,
    ),
    old: sql(
      `SELECT id, number FROM executions WHERE changed_at < ? AND parent IS NULL
        AND status IN ('completed', 'failed', 'timed-out', 'cancelled') ORDER BY changed_at LIMIT ?`,
    ),
    settled: sql(
      `SELECT max(coalesce((SELECT max(settled) FROM executions WHERE settled IS NOT NULL), 0),
        coalesce((SELECT CAST(value AS INTEGER) FROM store WHERE name = 'settled'), 0)) AS settled`,
    ),
    keepSettled: sql("INSERT OR REPLACE INTO store VALUES ('settled', ?)"),
    children: sql("SELECT id, number FROM executions WHERE parent = ?"),
    note: sql("INSERT OR REPLACE INTO store VALUES (?, ?)"),
    noteEnd: sql("DELETE FROM store WHERE name = ?"),
    keepLast: sql(
      "UPDATE entries SET execution = 0, payload = NULL WHERE execution = ? AND number = (SELECT max(number) FROM entries)",
    ),
    dropKept: sql("DELETE FROM entries WHERE execution = 0 AND number < (SELECT max(number) FROM entries)"),
    forget: [
      sql("DELETE FROM entries WHERE execution = ?"),
      sql("DELETE FROM waits WHERE execution = ?"),
      sql("DELETE FROM messages WHERE execution = ?"),
      sql("DELETE FROM executions WHERE number = ?"),
    ],
  }
}
