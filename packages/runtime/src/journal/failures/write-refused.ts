/** Why a store could not write. */
export type WriteProblem = "disk-full" | "read-only" | "locked" | "failed"

const advice: Readonly<Record<WriteProblem, string>> = {
  "disk-full": "the disk is full: make room, and what waits goes on",
  "read-only": "it may only be read: see to the rights of the file and its folder",
  locked: "another connection holds it: end the transaction that is open there",
  failed: "the system could not write it: see to the disk",
}

/** A store could not write. Nothing of that write is there, and it can be tried again. */
export class WriteRefused extends Error {
  readonly _tag = "WriteRefused"
  override readonly name = "WriteRefused"
  readonly file: string
  readonly problem: WriteProblem

  constructor(fields: { readonly file: string; readonly problem: WriteProblem; readonly cause?: unknown }) {
    super(
      `store '${fields.file}' cannot be written, for ${advice[fields.problem]}`,
      fields.cause === undefined ? {} : { cause: fields.cause },
    )
    this.file = fields.file
    this.problem = fields.problem
  }
}
