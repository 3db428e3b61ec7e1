import { DatabaseSync } from "node:sqlite"

/** Rows as the journal writes them, inserted by hand into a table without anything around it. */
export interface Floor {
  /** Inserts rows, each in a transaction of its own. */
  readonly single: (rows: number) => void
  /** Inserts rows, so many in one transaction. */
  readonly grouped: (rows: number, inOne: number) => void
  readonly close: () => void
}

/** Opens the floor: what SQLite takes at least for a row that is on the disk when its transaction ends. */
export function openFloor(file: string): Floor {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000;
    CREATE TABLE entries (execution INTEGER, sequence INTEGER, path TEXT, kind TEXT, payload TEXT)`)
  const insert = database.prepare("INSERT INTO entries VALUES (?, ?, ?, ?, ?)")
  return {
    single: (rows) => {
      for (let row = 0; row < rows; row++) insert.run(row, 1, "increment", "step.completed", "1")
    },
    grouped: (rows, inOne) => {
      for (let row = 0; row < rows; row++) {
        if (row % inOne === 0) database.exec("BEGIN")
        insert.run(row, 1, "increment", "step.completed", "1")
        if (row % inOne === inOne - 1 || row === rows - 1) database.exec("COMMIT")
      }
    },
    close: () => database.close(),
  }
}
