/** Why a store cannot be used. */
export type StoreProblem =
  | "corrupt"
  | "newer"
  | "older"
  | "foreign"
  | "missing"
  | "missing-folder"
  | "removed"
  | "closed"

const advice: Readonly<Record<StoreProblem, string>> = {
  corrupt: "is damaged: put back a copy, or save what can be read with '.recover' of the sqlite3 shell",
  newer: "was written by a newer version of Millrace: run that one",
  older: "was written by an older version of Millrace: let an engine of this one open it once",
  foreign: "is no store of Millrace: give it another file",
  missing: "is not there: see that its path is right",
  "missing-folder": "cannot be opened: see that its folder is there and may be read and written",
  removed:
    "was removed or replaced while it was open, so that nothing can be kept any more: end this process, put the file back",
  closed: "has been closed",
}

/** A store cannot be used, and trying again does not help. */
export class StoreUnusable extends Error {
  readonly _tag = "StoreUnusable"
  override readonly name = "StoreUnusable"
  readonly file: string
  readonly problem: StoreProblem

  constructor(fields: { readonly file: string; readonly problem: StoreProblem; readonly cause?: unknown }) {
    super(`store '${fields.file}' ${advice[fields.problem]}`, fields.cause === undefined ? {} : { cause: fields.cause })
    this.file = fields.file
    this.problem = fields.problem
  }
}
