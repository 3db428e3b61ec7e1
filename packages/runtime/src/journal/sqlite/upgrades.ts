/**
 * What makes a store of an earlier form one of the next, the first one first.
 *
 * **Details**
 *
 * Each is the text that it was when its form was the newest. Rows keep their order. What had ended before the third form is told of behind all entries, in the order in which it was
 * started.
 */
export const upgrades: ReadonlyArray<string> = [
  `
ALTER TABLE executions ADD COLUMN vars;
CREATE INDEX executions_of_parent ON executions (parent) WHERE parent IS NOT NULL;
PRAGMA user_version = 2;
`,
  `
ALTER TABLE executions ADD COLUMN settled INTEGER;
ALTER TABLE executions ADD COLUMN settled_after INTEGER;
CREATE INDEX executions_settled ON executions (settled) WHERE settled IS NOT NULL;
DROP VIEW history;
ALTER TABLE entries RENAME TO entries_2;
DROP INDEX entries_of_execution;
CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  execution INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  plan_digest TEXT NOT NULL,
  payload,
  recorded_at INTEGER NOT NULL
);
CREATE INDEX entries_of_execution ON entries (execution);
INSERT INTO entries SELECT rowid, * FROM entries_2 ORDER BY rowid;
DROP TABLE entries_2;
CREATE VIEW history AS
  SELECT executions.id AS execution, entries.sequence, datetime(entries.recorded_at / 1000, 'unixepoch') AS recorded,
    entries.path, entries.kind, entries.payload
  FROM entries JOIN executions ON executions.number = entries.execution
  ORDER BY entries.execution, entries.sequence;
UPDATE executions SET settled = number, settled_after = (SELECT coalesce(max(number), 0) FROM entries)
  WHERE status IN ('completed', 'failed', 'timed-out', 'cancelled', 'suspended');
PRAGMA user_version = 3;
`,
  `
ALTER TABLE entries ADD COLUMN began_at INTEGER;
PRAGMA user_version = 4;
`,
]
