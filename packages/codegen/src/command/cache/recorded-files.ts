import { hash } from "node:crypto"
import type { FileAccess, FolderEntries } from "../../file-access.ts"

/** The kinds of questions: read, file exists, directory exists, entries, real path. */
export type QuestionKind = "r" | "f" | "d" | "e" | "p"

/** A question about the file system, and what its answer comes to. */
export type Answer = readonly [kind: QuestionKind, path: string, answer: string]

/** Files of which every question is noted, and answered the same whenever it is asked again. */
export interface RecordedFiles extends FileAccess {
  readonly answers: () => ReadonlyArray<Answer>
}

/**
 * Notes what a build asks of the file system.
 *
 * **Details**
 *
 * A build depends on nothing but the answers: the text of a file, that there is none where another would be taken
 * otherwise, the names in a folder that a glob of a `tsconfig.json` goes over. When all of them are the same again, so is
 * the result.
 *
 * Runners are left out of folders: they are what a build makes. One that a file imports is read, and noted, like any other.
 */
export function recordFiles(files: FileAccess): RecordedFiles {
  const known = new Map<string, unknown>()
  const noted = new Map<string, Answer>()
  const asked = <Value>(kind: QuestionKind, ask: (path: string) => Value, path: string): Value => {
    const key = `${kind}${path}`
    if (noted.has(key)) {
      // What is known under a kind was given by the function of that kind.
      return known.get(key) as Value
    }
    const value = ask(path)
    known.set(key, value)
    noted.set(key, [kind, path, digestOf(value)])
    return value
  }
  return {
    readFile: (path) => asked("r", files.readFile, path),
    fileExists: (path) => asked("f", files.fileExists, path),
    directoryExists: (path) => asked("d", files.directoryExists, path),
    entries: (path) => asked("e", (folder) => withoutRunners(files.entries(folder)), path),
    realpath: (path) => asked("p", files.realpath, path),
    answers: () => [...noted.values()],
  }
}

/** Says whether the file system still gives all of these answers. */
export function stillHolds(answers: ReadonlyArray<Answer>, files: FileAccess): boolean {
  return answers.every(([kind, path, answer]) => digestOf(answerTo(kind, path, files)) === answer)
}

function answerTo(kind: QuestionKind, path: string, files: FileAccess): unknown {
  switch (kind) {
    case "r":
      return files.readFile(path)
    case "f":
      return files.fileExists(path)
    case "d":
      return files.directoryExists(path)
    case "e":
      return withoutRunners(files.entries(path))
    case "p":
      return files.realpath(path)
  }
}

function withoutRunners(entries: FolderEntries | undefined): FolderEntries | undefined {
  if (entries === undefined) return undefined
  const flows = new Set(entries.files.filter((name) => name.endsWith(".flow.ts")))
  const isRunner = (name: string): boolean => flows.has(name.replace(/\.runner\.ts$/, ".flow.ts")) && !flows.has(name)
  return { files: entries.files.filter((name) => !isRunner(name)), directories: entries.directories }
}

function digestOf(value: unknown): string {
  if (value === undefined) return "-"
  if (typeof value === "boolean") return value ? "1" : "0"
  return hash("sha256", typeof value === "string" ? value : JSON.stringify(value), "base64")
}
