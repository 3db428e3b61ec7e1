import type { Project } from "ts-morph"
import { makeSourceProject } from "../src/1-load/load-module.ts"
import type { LoadResult } from "../src/1-load/load-module.ts"
import { loadModule } from "../src/1-load/load-module.ts"

/** A module of activities that flows under test import as `./activities.ts`. */
const activities = `
import { activity } from "@millrace/dsl"
export const a = activity("activity-a", (n: number) => n)
export const b = activity("activity-b", (n: number) => n)
`

/** Loads `/flows/test.flow.ts` out of files that exist only in memory; other files stand beside it. */
export function loadText(text: string, files: Readonly<Record<string, string>> = {}): LoadResult {
  const project: Project = makeSourceProject({ isInMemory: true })
  for (const [name, content] of Object.entries({ "activities.ts": activities, ...files })) {
    project.getFileSystem().writeFileSync(`/flows/${name}`, content)
  }
  return loadModule(project.createSourceFile("/flows/test.flow.ts", text))
}

/** Loads a flow with the verbs `chain` between `flow("test")` and `.returns`. */
export function loadChain(chain: string, before = ""): LoadResult {
  return loadText(`
    import { activity, flow } from "@millrace/dsl"
    import { a, b } from "./activities.ts"
    ${before}
    export const test = flow("test")${chain}.returns(() => 1)
  `)
}
