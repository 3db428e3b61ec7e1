import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { boundsOf, leastMillis, mostMillis } from "../running/bounds.ts"
import { readWfFormat } from "../workflow/read-wf-format.ts"
import { synthesise } from "../workflow/synthesise.ts"
import type { TaskGraph } from "../workflow/task-graph.ts"
import { edgeCount, lastTasks } from "../workflow/task-graph.ts"

const bread = readWfFormat(readFileSync(new URL("workflow.json", import.meta.url), "utf8"))

interface WrittenTask {
  readonly id: string
  readonly parents?: ReadonlyArray<string>
  readonly children?: ReadonlyArray<string>
}

function read(...tasks: ReadonlyArray<WrittenTask>): TaskGraph {
  const written = tasks.map((each) => ({ parents: [], children: [], ...each }))
  return readWfFormat(JSON.stringify({ name: "written", workflow: { specification: { tasks: written } } }))
}

describe("a WfFormat file", () => {
  test("is read with each task after those it needs", () => {
    expect(bread).toEqual({
      name: "bread",
      tasks: [
        { id: "mix", seconds: 0.25, needs: [] },
        { id: "heat", seconds: 1.5, needs: [] },
        { id: "rise", seconds: 4, needs: ["mix"] },
        { id: "feed starter", seconds: 0, needs: ["mix"] },
        { id: "shape", seconds: 0.5, needs: ["rise"] },
        { id: "bake", seconds: 2, needs: ["shape", "heat"] },
        { id: "cool", seconds: 1, needs: ["bake"] },
      ],
    })
  })

  test("may write a dependency at one of its ends only", () => {
    expect(read({ id: "a", children: ["b"] }, { id: "b" }, { id: "c", parents: ["b"] }).tasks).toEqual([
      { id: "a", seconds: 0, needs: [] },
      { id: "b", seconds: 0, needs: ["a"] },
      { id: "c", seconds: 0, needs: ["b"] },
    ])
  })

  test("is refused where tasks wait for each other", () => {
    expect(() => read({ id: "a" }, { id: "b", parents: ["c"] }, { id: "c", parents: ["b"] })).toThrow(
      "tasks wait for each other: 'b', 'c'",
    )
  })

  test("is refused where a task is missing or there twice", () => {
    expect(() => read({ id: "a", parents: ["b"] })).toThrow("'a' depends on 'b', but there is no task 'b'")
    expect(() => read({ id: "a", children: ["b"] })).toThrow("'b' depends on 'a', but there is no task 'b'")
    expect(() => read({ id: "a" }, { id: "a" })).toThrow("two tasks have the id 'a'")
  })

  test("is refused with a run time that no timer can have", () => {
    const execution = { tasks: [{ id: "a", runtimeInSeconds: -1 }] }
    const specification = { tasks: [{ id: "a", parents: [], children: [] }] }
    const text = JSON.stringify({ name: "written", workflow: { specification, execution } })
    expect(() => readWfFormat(text)).toThrow("runtimeInSeconds")
  })
})

test("the last tasks are those that nobody needs", () => {
  expect(lastTasks(bread).map(({ id }) => id)).toEqual(["feed starter", "cool"])
  expect(edgeCount(bread)).toBe(6)
})

test("the critical path is the longest chain of run times", () => {
  expect(boundsOf(bread, 100)).toEqual({ criticalPath: 775, total: 925 })
})

test("a schedule with few workers lies between two bounds", () => {
  const bounds = boundsOf(bread, 100)
  expect([leastMillis(bounds, 1), mostMillis(bounds, 1)]).toEqual([925, 925])
  expect([leastMillis(bounds, 2), mostMillis(bounds, 2)]).toEqual([775, 850])
})

test("a made up graph has as many tasks as were asked for, and the shape of Montage", () => {
  const graph = synthesise(1000)
  const kinds = new Map<string, number>()
  for (const { id } of graph.tasks) {
    const kind = id.replace(/_.*/, "")
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
  }
  expect(Object.fromEntries(kinds)).toEqual({
    mProject: 249,
    mDiffFit: 498,
    mConcatFit: 1,
    mBgModel: 1,
    mBackground: 249,
    mImgtbl: 1,
    mAdd: 1,
  })
  expect(lastTasks(graph)).toHaveLength(1)
})
