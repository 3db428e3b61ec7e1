/** The tables of a store of version 1, as they were then. */
export const versionOne: string = `
CREATE TABLE executions (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  workflow TEXT NOT NULL,
  version TEXT,
  plan_digest TEXT NOT NULL,
  parent TEXT,
  priority INTEGER NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  input,
  input_digest TEXT NOT NULL,
  result,
  owner TEXT,
  started_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL
);
CREATE INDEX executions_ready ON executions (priority DESC, number) WHERE status = 'ready' AND parent IS NULL;
CREATE INDEX executions_ended ON executions (changed_at)
  WHERE status IN ('completed', 'failed', 'timed-out', 'cancelled');

CREATE TABLE entries (
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

CREATE TABLE waits (
  execution INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  due_at INTEGER,
  details,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (execution, kind, path)
);
CREATE INDEX waits_due ON waits (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX waits_by_kind ON waits (kind, opened_at);

CREATE TABLE messages (
  execution INTEGER NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  payload,
  digest TEXT NOT NULL,
  source TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  taken INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (execution, id)
);

CREATE TABLE store (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE VIEW history AS
  SELECT executions.id AS execution, entries.sequence, datetime(entries.recorded_at / 1000, 'unixepoch') AS recorded,
    entries.path, entries.kind, entries.payload
  FROM entries JOIN executions ON executions.number = entries.execution
  ORDER BY entries.execution, entries.sequence;

PRAGMA application_id = 1835625580;
PRAGMA user_version = 1;
`
