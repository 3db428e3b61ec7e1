import { ActivityDefect } from "../failures/activity-defect.ts"

/** The most frames that are shown. */
const most = 8

/** Gives the frame of a stack as it was before the code was bundled, or as it is. */
export type MapFrame = (frame: string) => string

/**
 * Gives the frames of a defect that are the author's: those of Node, of Effect and of the runtime say nothing about what
 * is wrong in a workflow, nor do those below the runtime, which started it.
 */
export function authorFrames(defect: unknown, mapFrame: MapFrame = (frame) => frame): ReadonlyArray<string> {
  const error = defect instanceof ActivityDefect ? defect.cause : defect
  if (!(error instanceof Error)) return []
  const own = runtimeFolder(mapFrame)
  const isRuntimes = (frame: string): boolean => {
    const path = frame.replaceAll("\\", "/")
    return /\/node_modules\/(?:effect|@millrace)\//.test(path) || (own !== undefined && path.includes(own))
  }
  const frames = framesOf(error).map(mapFrame)
  const start = frames.findLastIndex(isRuntimes)
  const ofWorkflow = start < 0 ? frames : frames.slice(0, start)
  return ofWorkflow.filter((frame) => !isRuntimes(frame) && !/\bnode:/.test(frame)).slice(0, most)
}

function framesOf({ stack = "" }: Error): ReadonlyArray<string> {
  return stack.split("\n").filter((line) => /^\s+at .*:\d+:\d+\)?$/.test(line))
}

/** Finds where the runtime's own modules stand by where this one does: in a bundle they have no place but the mapped one. */
function runtimeFolder(mapFrame: MapFrame): string | undefined {
  const [here = ""] = framesOf(new Error("here"))
  return /([^\s(]*\/)command-line\/author-frames\.[jt]s:/.exec(mapFrame(here).replaceAll("\\", "/"))?.[1]
}
