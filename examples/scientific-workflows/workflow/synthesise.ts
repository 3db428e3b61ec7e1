import { sortTasks } from "./sort-tasks.ts"
import type { Task, TaskGraph } from "./task-graph.ts"

/**
 * Makes a graph in the shape of Montage, which puts pictures of the sky together: project each picture, fit each pair of
 * neighbours, gather the fits, correct each picture, gather the pictures.
 *
 * **Details**
 *
 * Of `size` tasks about a quarter are pictures. Run times are of one to ten seconds, and the same for the same size.
 */
export function synthesise(size: number): TaskGraph {
  const pictures = Math.max(2, Math.floor((size - 4) / 4))
  const fits = Math.max(1, size - 4 - 2 * pictures)
  const tasks: Array<Task> = []
  const add = (kind: string, number: number, needs: ReadonlyArray<string>): string => {
    const id = `${kind}_ID${String(tasks.length + 1).padStart(7, "0")}`
    tasks.push({ id, seconds: 1 + ((number * 7919) % 90) / 10, needs })
    return id
  }
  const numbers = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, index) => index)
  const projected = numbers(pictures).map((number) => add("mProject", number, []))
  const picture = (number: number): string => projected[number % pictures] ?? ""
  const fitted = numbers(fits).map((number) =>
    add("mDiffFit", number, [picture(number), picture(number + 1 + Math.floor(number / pictures))]),
  )
  const concatenated = add("mConcatFit", 0, fitted)
  const model = add("mBgModel", 1, [concatenated])
  const corrected = projected.map((each, number) => add("mBackground", number, [each, model]))
  const table = add("mImgtbl", 2, corrected)
  add("mAdd", 3, [table])
  return { name: `montage of ${size}`, tasks: sortTasks(tasks) }
}
