import { hash } from "node:crypto"
import type { ResolvedConfig } from "../../config/resolved-config.ts"
import type { FileAccess } from "../../file-access.ts"
import { diskFiles } from "../../file-access.ts"
import type { GeneratedFile } from "../../generate.ts"
import type { Dependencies } from "./affected-files.ts"
import { affectedFiles, dependenciesOf } from "./affected-files.ts"
import { cacheFolder, readEntry, writeEntry } from "./cache-store.ts"
import { compilerDigest } from "./compiler-digest.ts"
import type { Answer } from "./recorded-files.ts"
import { changedAnswers, recordFiles, withNewer } from "./recorded-files.ts"

/** How runners are asked for. */
export interface Asking extends Pick<ResolvedConfig, "schemas" | "durable" | "without"> {
  /** Whether the type checker is asked. */
  readonly isChecked: boolean
}

interface Entry {
  readonly answers: ReadonlyArray<Answer>
  readonly results: ReadonlyArray<GeneratedFile>
  readonly dependencies: Dependencies
}

const nothing: Entry = { answers: [], results: [], dependencies: { imports: {}, ambient: [], folders: {} } }

/**
 * Generates runners, or gives what earlier builds generated where everything they asked of the file system is the same.
 *
 * **Details**
 *
 * An entry belongs to the compiler, to how it is asked, and to a folder that builds are started in, and has the results of
 * flow files with all that was asked for them: the text of every file that was read, whether every file is there that was
 * looked for, and the names in folders, for what TypeScript asked as well. A change that concerns some of the flow files
 * leaves the results of the others; any other one leaves none. Levels and suppressions are applied afterwards.
 */
export async function cachedGenerate(
  files: ReadonlyArray<string>,
  folder: string,
  asking: Asking,
): Promise<ReadonlyArray<GeneratedFile>> {
  const place = cacheFolder(folder)
  const { isChecked, schemas, durable, without } = asking
  const parts = [compilerDigest(), String(isChecked), schemas, String(durable), [...without].join(), folder]
  const key = hash("sha256", parts.join("\0")).slice(0, 40)
  const found = readEntry(place, key)
  const { entry: known, changed } = isEntry(found) ? whatHolds(found) : { entry: nothing, changed: [] }
  const done = new Set(known.results.map(({ file }) => file))
  const needed = files.filter((file) => !done.has(file))
  const entry =
    needed.length + changed.length === 0 ? known : merged(known, await generateEntry(needed, asking, changed))
  if (entry !== known) writeEntry(place, key, entry)
  const results = new Map(entry.results.map((result) => [result.file, result]))
  return files.flatMap((file) => results.get(file) ?? [])
}

/** Gives what of an entry no change concerns, and the answers that are others now. */
function whatHolds(entry: Entry): { readonly entry: Entry; readonly changed: ReadonlyArray<Answer> } {
  const { answers, results, dependencies } = entry
  const changed = changedAnswers(answers, diskFiles)
  if (changed.length === 0) return { entry, changed }
  const flowFiles = results.map(({ file }) => file)
  const affected = affectedFiles(flowFiles, { changed, dependencies, files: diskFiles })
  if (affected === undefined) return { entry: nothing, changed: [] }
  const gone = new Set(affected)
  return { entry: { ...entry, results: results.filter(({ file }) => !gone.has(file)) }, changed }
}

/** Generates flow files, with all that this asks of the file system, and with the answers to some questions in any case. */
async function generateEntry(
  files: ReadonlyArray<string>,
  asking: Asking,
  asked: ReadonlyArray<Answer>,
): Promise<Entry> {
  const recorded = recordFiles(diskFiles)
  // Before anything else, so that a file is not taken for what it becomes meanwhile.
  for (const [kind, path] of asked) {
    if (kind === "e") recorded.entries(path)
    else recorded.readFile(path)
  }
  return {
    results: await generateThrough(recorded, files, asking),
    dependencies: dependenciesOf(recorded),
    answers: recorded.answers(),
  }
}

async function generateThrough(
  access: FileAccess,
  files: ReadonlyArray<string>,
  { isChecked, schemas, ...others }: Asking,
): Promise<ReadonlyArray<GeneratedFile>> {
  if (files.length === 0) return []
  const { compileFiles } = await import("../../generate.ts")
  const { schemaCompilerFor } = await import("../../schemas/compile-schemas.ts")
  return compileFiles(files, { ...others, access, isChecked, ...schemaCompilerFor(schemas) })
}

/** Adds what was generated to what holds of an entry. What else was read for that has the texts that it had. */
function merged(known: Entry, anew: Entry): Entry {
  const ambient = [...known.dependencies.ambient, ...anew.dependencies.ambient]
  return {
    results: [...known.results, ...anew.results],
    answers: withNewer(known.answers, anew.answers),
    dependencies: {
      imports: { ...known.dependencies.imports, ...anew.dependencies.imports },
      ambient: [...new Set(ambient)],
      folders: { ...known.dependencies.folders, ...anew.dependencies.folders },
    },
  }
}

/** The content of an entry is known to be whole, and its key to be of this compiler: only its outline is looked at. */
function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "answers" in value && "dependencies" in value
}
