import { readFileSync, readdirSync, realpathSync, statSync } from "node:fs"

/** The names in a folder. */
export interface FolderEntries {
  readonly files: ReadonlyArray<string>
  readonly directories: ReadonlyArray<string>
}

/** All that the compiler asks of the file system. It never writes through it, and what is not there is no error. */
export interface FileAccess {
  readonly readFile: (path: string) => string | undefined
  readonly fileExists: (path: string) => boolean
  readonly directoryExists: (path: string) => boolean
  readonly entries: (path: string) => FolderEntries | undefined
  /** Gives the path behind links; the path itself where there is nothing. */
  readonly realpath: (path: string) => string
}

/** The files of this machine. */
export const diskFiles: FileAccess = Object.freeze<FileAccess>({
  readFile: (path) => unless(() => decoded(readFileSync(path))),
  fileExists: (path) => unless(() => statSync(path, { throwIfNoEntry: false })?.isFile()) ?? false,
  directoryExists: (path) => unless(() => statSync(path, { throwIfNoEntry: false })?.isDirectory()) ?? false,
  entries: (path) => unless(() => entriesOf(path)),
  realpath: (path) => unless(() => realpathSync.native(path)) ?? path,
})

/** A path that cannot be asked about (missing, not allowed, no folder) is answered like a missing one. */
function unless<Value>(read: () => Value): Value | undefined {
  try {
    return read()
  } catch {
    return undefined
  }
}

/** TypeScript reads UTF-8 and UTF-16, by their marks. */
function decoded(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString("utf16le")
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return Buffer.from(bytes.subarray(2)).swap16().toString("utf16le")
  return bytes.toString("utf8")
}

function entriesOf(path: string): FolderEntries {
  const files: Array<string> = []
  const directories: Array<string> = []
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const { name } = entry
    const target = entry.isSymbolicLink() ? statSync(`${path}/${name}`, { throwIfNoEntry: false }) : entry
    if (target?.isFile()) files.push(name)
    if (target?.isDirectory()) directories.push(name)
  }
  return { files: files.sort(), directories: directories.sort() }
}
