import { entriesTable, historyView } from "./schema.ts"

/**
 * What makes a store of a version one of the next.
 *
 * **Details**
 *
 * Rows keep their order. What had ended by then is told of behind all entries, in the order in which it was started.
 */
export const migrations: Readonly<Record<number, string>> = {
  1: `
ALTER TABLE executions ADD COLUMN settled INTEGER;
CREATE INDEX executions_settled ON executions (settled) WHERE settled IS NOT NULL;
DROP VIEW history;
ALTER TABLE entries RENAME TO entries_1;
DROP INDEX entries_of_execution;
${entriesTable}
INSERT INTO entries SELECT rowid, * FROM entries_1 ORDER BY rowid;
DROP TABLE entries_1;
${historyView}
UPDATE executions SET settled = number + (SELECT coalesce(max(number), 0) FROM entries)
  WHERE status IN ('completed', 'failed', 'timed-out', 'cancelled', 'suspended');
PRAGMA user_version = 2;
`,
}
