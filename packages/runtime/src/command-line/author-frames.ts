import { fileURLToPath } from "node:url"
import { ActivityDefect } from "../failures/activity-defect.ts"

/** The most frames that are shown. */
const most = 8

/** Where the code of the runtime itself stands. */
const own = fileURLToPath(new URL("..", import.meta.url))

/**
 * Gives the frames of a defect that are the author's: those of Node, of Effect and of the runtime say nothing about what
 * is wrong in a workflow.
 */
export function authorFrames(defect: unknown): ReadonlyArray<string> {
  const error = defect instanceof ActivityDefect ? defect.cause : defect
  if (!(error instanceof Error) || error.stack === undefined) return []
  const frames = error.stack.split("\n").filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
  return frames.filter(isAuthors).slice(0, most)
}

function isAuthors(frame: string): boolean {
  const path = frame.replaceAll("\\", "/")
  return !/\bnode:|\/node_modules\/(?:effect|@millrace)\//.test(path) && !path.includes(own.replaceAll("\\", "/"))
}
