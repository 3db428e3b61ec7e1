import { existsSync } from "node:fs"
import { basename, dirname } from "node:path"
import { setTimeout as delay } from "node:timers/promises"
import type { FileChanges } from "../../6-check/open-projects.ts"
import { watchFolders } from "./folder-tree.ts"

/** Files that are watched. */
export interface FileWatcher extends Disposable {
  /** Watches these files as well. */
  readonly add: (files: ReadonlyArray<string>) => void
  /** Waits for changes, and gives those since it was asked last; `undefined` when the signal aborts. */
  readonly next: () => Promise<FileChanges | undefined>
}

/** How long it is quiet before changes are taken in: an editor writes one file in several steps. */
const quietMs = 20

/** How long a file may be missing while an editor saves it under the same name. */
const replacedMs = 80

/** Watches everything below a folder, except for what is installed or built there, and single files elsewhere. */
export function watchFiles(folder: string, others: ReadonlyArray<string>, abortSignal: AbortSignal): FileWatcher {
  let wake: () => void = () => undefined
  let quiet: ReturnType<typeof setTimeout> | undefined
  const tree = watchFolders(() => {
    clearTimeout(quiet)
    quiet = setTimeout(() => {
      quiet = undefined
      wake()
    }, quietMs)
  })
  const add = (files: ReadonlyArray<string>): void => {
    for (const file of files) if (existsSync(dirname(file))) tree.add(dirname(file), new Set([basename(file)]))
  }
  tree.add(folder)
  add(others)
  abortSignal.addEventListener("abort", () => wake())
  const touched = async (): Promise<void> => {
    const isQuiet = (): boolean => quiet === undefined && tree.isTouched()
    while (!abortSignal.aborted && !isQuiet()) {
      await new Promise<void>((settle) => {
        wake = settle
      })
    }
  }
  return {
    add,
    next: async () => {
      while (!abortSignal.aborted) {
        await touched()
        if (!abortSignal.aborted && tree.hasLost()) await delay(replacedMs)
        const changes = abortSignal.aborted ? undefined : tree.look()
        if (changes !== undefined && Object.values(changes).some((paths) => paths.length > 0)) return changes
      }
      return undefined
    },
    [Symbol.dispose]: () => {
      clearTimeout(quiet)
      tree[Symbol.dispose]()
    },
  }
}
