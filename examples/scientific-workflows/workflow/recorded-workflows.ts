import { existsSync, readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import { fileURLToPath } from "node:url"
import { readWfFormat } from "./read-wf-format.ts"
import type { TaskGraph } from "./task-graph.ts"

/** Recorded workflows that may lie beside the repository; they are not part of it. */
export const sharedFolder: string = fileURLToPath(new URL("../../../../shared/data/wfinstances/", import.meta.url))

/** A recorded workflow and the file it was read from. */
export interface RecordedWorkflow {
  readonly file: string
  readonly graph: TaskGraph
}

/** Reads every WfFormat file of a folder, or one file; none when it is not there. */
export function recordedWorkflows(path: string = sharedFolder): ReadonlyArray<RecordedWorkflow> {
  if (!existsSync(path)) return []
  const files = path.endsWith(".json")
    ? [path]
    : readdirSync(path)
        .filter((file) => file.endsWith(".json"))
        .toSorted()
        .map((file) => join(path, file))
  return files.map((file) => ({ file: basename(file, ".json"), graph: readWfFormat(readFileSync(file, "utf8")) }))
}
