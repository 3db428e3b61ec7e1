import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs"

/** One thing that happened in the world outside of an engine, or that its clients were told. */
export interface Line {
  /**
   * `begins` and `ends` are those of an activity, `announced` is the URL of a webhook, `acknowledged` what a client was
   * told, `outcome` how an execution ended as its client was told, and `trouble` what an engine had no caller to tell.
   */
  readonly what: "begins" | "ends" | "announced" | "acknowledged" | "outcome" | "trouble"
  readonly execution: string
  /** The step; or what was announced, was acknowledged, came of it, or went wrong. */
  readonly path: string
  readonly key?: string
  readonly attempt?: number
  readonly process: number
  readonly atMs: number
}

let open: { readonly file: string; readonly descriptor: number } | undefined

/** Writes to this file from now on. */
export function recordTo(file: string): void {
  if (open !== undefined) closeSync(open.descriptor)
  open = { file, descriptor: openSync(file, "a") }
}

/** Adds a line, which is on the disk when this returns. */
export function record(line: Omit<Line, "process" | "atMs">): void {
  if (open === undefined) throw new Error("an activity runs outside of a programme")
  const { descriptor } = open
  writeSync(descriptor, `${JSON.stringify({ ...line, process: process.pid, atMs: Date.now() })}\n`)
  fsyncSync(descriptor)
}

/** Gives what a file has. */
export function recorded(file: string): ReadonlyArray<Line> {
  if (!existsSync(file)) return []
  const lines = readFileSync(file, "utf8").split("\n").slice(0, -1)
  // Only `record` writes it.
  return lines.map((line) => JSON.parse(line) as Line)
}

/** Gives what the file that is written to has. */
export function recordedHere(): ReadonlyArray<Line> {
  return open === undefined ? [] : recorded(open.file)
}
