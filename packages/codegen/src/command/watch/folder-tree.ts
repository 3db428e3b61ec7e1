import type { FSWatcher } from "node:fs"
import { readdirSync, statSync, watch } from "node:fs"
import { join } from "node:path"
import type { FileChanges } from "../../6-check/open-projects.ts"

/** Folders whose files are watched, and what those files were when they were looked at last. */
export interface FolderTree extends Disposable {
  /** Watches a folder and everything below it, or only the files of this folder with these names. */
  readonly add: (folder: string, names?: ReadonlySet<string>) => void
  /** Says whether an event came for a folder that was not looked at since. */
  readonly isTouched: () => boolean
  /** Says whether a file is missing that was there. */
  readonly hasLost: () => boolean
  /** Looks at the folders for which events came, and gives what is different. */
  readonly look: () => FileChanges
}

interface WatchedFolder {
  readonly watcher: FSWatcher
  /** The only files that count; without it, all, and the folders below. */
  readonly names: Set<string> | undefined
  /** A stamp by name: it is another one when the file was written or replaced. */
  files: ReadonlyMap<string, string>
  folders: ReadonlySet<string>
}

const skipped: ReadonlySet<string> = new Set(["node_modules", "dist", ".git", ".millrace"])

/**
 * Watches folders by comparing what is in them.
 *
 * **Details**
 *
 * The system's events only say where to look; what has changed is found by comparing with the last look. So nothing is
 * missed when a file is written twice in a moment, and a file that was saved by renaming another one has changed. A folder
 * is watched before it is looked at.
 */
export function watchFolders(onEvent: () => void): FolderTree {
  const known = new Map<string, WatchedFolder>()
  const touched = new Set<string>()
  const open = (folder: string, names: Set<string> | undefined): void => {
    const watcher = watch(folder, () => {
      touched.add(folder)
      onEvent()
    })
    // A folder that goes away is seen in the one above.
    watcher.on("error", () => undefined)
    known.set(folder, { watcher, names, files: new Map(), folders: new Set() })
  }
  const close = (folder: string): ReadonlyArray<string> => {
    const found = known.get(folder)
    if (found === undefined) return []
    found.watcher.close()
    known.delete(folder)
    touched.delete(folder)
    const below = [...found.folders].flatMap((name) => close(join(folder, name)))
    return [...[...found.files.keys()].map((name) => join(folder, name)), ...below]
  }
  const look = (folder: string, changes: Changes): void => {
    const before = known.get(folder)
    if (before === undefined) return
    touched.delete(folder)
    const { files, folders } = contentOf(folder, before.names)
    for (const [name, stamp] of files) {
      const old = before.files.get(name)
      if (old === undefined) changes.created.push(join(folder, name))
      else if (old !== stamp) changes.changed.push(join(folder, name))
    }
    for (const name of before.files.keys()) if (!files.has(name)) changes.deleted.push(join(folder, name))
    for (const name of before.folders) if (!folders.has(name)) changes.deleted.push(...close(join(folder, name)))
    const added = [...folders].filter((name) => !before.folders.has(name))
    before.files = files
    before.folders = folders
    for (const name of added) {
      const below = join(folder, name)
      if (!known.has(below)) tryOpen(below)
      look(below, changes)
    }
  }
  const tryOpen = (folder: string): void => {
    try {
      open(folder, undefined)
    } catch (error) {
      if (!isGone(error)) throw error
    }
  }
  return {
    add: (folder, names) => {
      const found = known.get(folder)
      if (found === undefined) open(folder, names === undefined ? undefined : new Set(names))
      else for (const name of names ?? []) found.names?.add(name)
      look(folder, { changed: [], created: [], deleted: [] })
    },
    isTouched: () => touched.size > 0,
    hasLost: () =>
      [...touched].some((folder) => {
        const before = known.get(folder)
        if (before === undefined) return false
        const { files, folders } = contentOf(folder, before.names)
        return (
          [...before.files.keys()].some((name) => !files.has(name)) ||
          [...before.folders].some((name) => !folders.has(name))
        )
      }),
    look: () => {
      const changes: Changes = { changed: [], created: [], deleted: [] }
      for (const folder of touched) look(folder, changes)
      return changes
    },
    [Symbol.dispose]: () => {
      for (const { watcher } of known.values()) watcher.close()
    },
  }
}

interface Changes {
  readonly changed: Array<string>
  readonly created: Array<string>
  readonly deleted: Array<string>
}

function contentOf(
  folder: string,
  names: ReadonlySet<string> | undefined,
): { readonly files: ReadonlyMap<string, string>; readonly folders: ReadonlySet<string> } {
  const files = new Map<string, string>()
  const folders = new Set<string>()
  for (const entry of entriesOf(folder)) {
    const { name } = entry
    if (names !== undefined && !names.has(name)) continue
    const found = statSync(join(folder, name), { bigint: true, throwIfNoEntry: false })
    if (found?.isFile() === true) files.set(name, `${found.mtimeNs} ${found.size} ${found.ino}`)
    // What a link leads to is watched where it is.
    if (names === undefined && entry.isDirectory() && !skipped.has(name)) folders.add(name)
  }
  return { files, folders }
}

function entriesOf(folder: string): ReturnType<typeof readFolder> {
  try {
    return readFolder(folder)
  } catch (error) {
    if (isGone(error)) return []
    throw error
  }
}

function readFolder(folder: string) {
  return readdirSync(folder, { withFileTypes: true })
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "ENOENT" || error.code === "ENOTDIR")
}
