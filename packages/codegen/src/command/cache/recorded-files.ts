import { hash } from "node:crypto"
import { dirname } from "node:path"
import type { FileAccess, FolderEntries } from "../../file-access.ts"

/** The kinds of questions: read, file exists, directory exists, entries, real path. */
export type QuestionKind = "r" | "f" | "d" | "e" | "p"

const kinds: ReadonlyArray<QuestionKind> = ["r", "f", "d", "e", "p"]

/** The answer to a question about what is not there. */
export const missing = "-"

/** A question about the file system, and what its answer comes to. */
export type Answer = readonly [kind: QuestionKind, path: string, answer: string]

/** Files of which every question is noted, and answered the same whenever it is asked again. */
export interface RecordedFiles extends FileAccess {
  readonly answers: () => ReadonlyArray<Answer>
  /** Says whether a path itself was asked about. */
  readonly isAsked: (path: string) => boolean
  /** Says whether an answer depends on a path, or on what its folder holds. */
  readonly dependsOn: (path: string) => boolean
  /** Gives the files that were read. */
  readonly filesRead: () => ReadonlyArray<string>
  /** Makes a path be asked about again. */
  readonly forget: (path: string) => void
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
 * Runners and what belongs to them are left out of folders: they are what a build makes. One that a file imports is read, and noted, like any other.
 */
export function recordFiles(files: FileAccess): RecordedFiles {
  const known = new Map<string, unknown>()
  const noted = new Map<string, Answer>()
  const stale = new Set<string>()
  const asked = <Value>(kind: QuestionKind, ask: (path: string) => Value, path: string): Value => {
    const key = `${kind}${path}`
    if (noted.has(key) && !stale.has(key)) {
      // What is known under a kind was given by the function of that kind.
      return known.get(key) as Value
    }
    const value = ask(path)
    known.set(key, value)
    stale.delete(key)
    noted.set(key, [kind, path, digestOf(value)])
    return value
  }
  const isAsked = (path: string): boolean => kinds.some((kind) => noted.has(`${kind}${path}`))
  return {
    readFile: (path) => asked("r", files.readFile, path),
    fileExists: (path) => asked("f", files.fileExists, path),
    directoryExists: (path) => asked("d", files.directoryExists, path),
    entries: (path) => asked("e", (folder) => withoutRunners(files.entries(folder)), path),
    realpath: (path) => asked("p", files.realpath, path),
    answers: () => [...noted.values()],
    isAsked,
    dependsOn: (path) => {
      const isListed = noted.has(`e${dirname(path)}`) && /\.(?:[cm]?[jt]sx?|json)$/.test(path)
      return isAsked(path) || (isListed && !isRunner(path, (flow) => files.fileExists(flow)))
    },
    filesRead: () =>
      [...noted.values()].flatMap(([kind, path, answer]) => (kind === "r" && answer !== missing ? [path] : [])),
    forget: (path) => {
      for (const kind of kinds) stale.add(`${kind}${path}`)
      // A folder that is new stands in the list of the one above.
      for (let folder = dirname(path); ; folder = dirname(folder)) {
        stale.add(`e${folder}`)
        stale.add(`d${folder}`)
        if (dirname(folder) === folder) return
      }
    },
  }
}

/** Gives the answers that the file system no longer gives. */
export function changedAnswers(answers: ReadonlyArray<Answer>, files: FileAccess): ReadonlyArray<Answer> {
  return answers.filter(([kind, path, answer]) => digestOf(answerTo(kind, path, files)) !== answer)
}

/** Puts answers in the place of older ones to the same questions. */
export function withNewer(answers: ReadonlyArray<Answer>, newer: ReadonlyArray<Answer>): ReadonlyArray<Answer> {
  const all = new Map(answers.map((answer) => [`${answer[0]}${answer[1]}`, answer]))
  for (const answer of newer) all.set(`${answer[0]}${answer[1]}`, answer)
  return [...all.values()]
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

/** Leaves out of a folder what a build makes. */
export function withoutRunners(entries: FolderEntries | undefined): FolderEntries | undefined {
  if (entries === undefined) return undefined
  const names = new Set(entries.files)
  return {
    files: entries.files.filter((name) => !isRunner(name, (flow) => names.has(flow))),
    directories: entries.directories,
  }
}

function isRunner(file: string, isThere: (flowFile: string) => boolean): boolean {
  const flow = file.replace(/\.runner(?:\.schemas\.ts|\.ts(?:\.map)?)$/, ".flow.ts")
  return flow !== file && isThere(flow)
}

function digestOf(value: unknown): string {
  if (value === undefined) return missing
  if (typeof value === "boolean") return value ? "1" : "0"
  return hash("sha256", typeof value === "string" ? value : JSON.stringify(value), "base64")
}
