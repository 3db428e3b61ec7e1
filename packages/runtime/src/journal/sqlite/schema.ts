/** Says to `file` and to us whose a store is: "mill" in ASCII. */
export const applicationId = 0x6d696c6c

/** Counts the forms that a store has had. A newer one is not opened. */
export const storeVersion = 4

const entriesTable = `CREATE TABLE entries (
  number INTEGER PRIMARY KEY,
  execution INTEGER NOT NULL,
  sequence INTEGER NOT NULL,
  path TEXT NOT NULL,
  kind TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  plan_digest TEXT NOT NULL,
  payload,
  recorded_at INTEGER NOT NULL,
  began_at INTEGER
);
CREATE INDEX entries_of_execution ON entries (execution);`

/** What people read. */
const historyView = `CREATE VIEW history AS
  SELECT executions.id AS execution, entries.sequence, datetime(entries.recorded_at / 1000, 'unixepoch') AS recorded,
    entries.path, entries.kind, entries.payload
  FROM entries JOIN executions ON executions.number = entries.execution
  ORDER BY entries.execution, entries.sequence;`

/**
 * The tables of a store.
 *
 * **Details**
 *
 * Entries are only ever added at the end, which costs a fifth of keeping them sorted; the index finds those of one
 * execution. The numbers of executions and entries, and `settled`, which counts when an execution ended or was suspended,
 * never go back, so whoever has read up to them misses nothing; `settled_after` is the number of the last entry then. Times
 * are milliseconds since 1970; the view `history` shows them as dates. Payloads are JSON as text, or the bytes that a codec
 * has made of it.
 */
export const tables: string = `
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
  vars,
  input_digest TEXT NOT NULL,
  result,
  owner TEXT,
  started_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  settled INTEGER,
  settled_after INTEGER
);
CREATE INDEX executions_settled ON executions (settled) WHERE settled IS NOT NULL;
CREATE INDEX executions_ready ON executions (priority DESC, number) WHERE status = 'ready' AND parent IS NULL;
CREATE INDEX executions_of_parent ON executions (parent) WHERE parent IS NOT NULL;
CREATE INDEX executions_ended ON executions (changed_at)
  WHERE status IN ('completed', 'failed', 'timed-out', 'cancelled');

${entriesTable}

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

${historyView}

PRAGMA application_id = ${applicationId};
PRAGMA user_version = ${storeVersion};
`
