import { hash } from "node:crypto"
import { diskFiles } from "../../file-access.ts"
import type { GeneratedFile } from "../../generate.ts"
import { cacheFolder, readEntry, writeEntry } from "./cache-store.ts"
import { compilerDigest } from "./compiler-digest.ts"
import type { Dependencies } from "./affected-files.ts"
import { affectedFiles, dependenciesOf } from "./affected-files.ts"
import type { Answer } from "./recorded-files.ts"
import { changedAnswers, recordFiles, withNewer } from "./recorded-files.ts"

interface Entry {
  readonly answers: ReadonlyArray<Answer>
  readonly results: ReadonlyArray<GeneratedFile>
  readonly dependencies: Dependencies
}

/**
 * Generates runners, or gives what an earlier build generated where everything it asked of the file system is the same.
 *
 * **Details**
 *
 * An entry belongs to the compiler and to the flow files of one build. It is taken as a whole only when every file that was
 * read has the same text, every file that was looked for is there or still is not, and every folder has the same names:
 * for what TypeScript asked as well. Where only texts of modules have changed, the flow files are generated that import
 * them. Levels and suppressions are applied afterwards.
 */
export async function cachedGenerate(
  files: ReadonlyArray<string>,
  folder: string,
  { isChecked }: { readonly isChecked: boolean },
): Promise<ReadonlyArray<GeneratedFile>> {
  const place = cacheFolder(folder)
  const key = hash("sha256", [compilerDigest(), String(isChecked), ...files].join("\0")).slice(0, 40)
  const found = readEntry(place, key)
  const known = isEntry(found) ? found : undefined
  const changed = known && changedAnswers(known.answers, diskFiles)
  if (known !== undefined && changed?.length === 0) return known.results
  const affected =
    known && changed && affectedFiles(files, { changed, dependencies: known.dependencies, files: diskFiles })
  const entry =
    known === undefined || affected === undefined
      ? await generateEntry(files, isChecked)
      : merged(known, await generateEntry(affected, isChecked, changed))
  writeEntry(place, key, entry)
  return entry.results
}

/** Generates flow files, with all that this asks of the file system, and with the answers to some questions in any case. */
async function generateEntry(
  files: ReadonlyArray<string>,
  isChecked: boolean,
  asked: ReadonlyArray<Answer> = [],
): Promise<Entry> {
  const recorded = recordFiles(diskFiles)
  // Before anything else, so that a file is not taken for what it becomes meanwhile.
  for (const [, path] of asked) recorded.readFile(path)
  const { generate } = await import("../../generate.ts")
  const results = files.length === 0 ? [] : generate(files, { access: recorded, isChecked })
  return { results, dependencies: dependenciesOf(recorded), answers: recorded.answers() }
}

/** Puts what was generated anew in the place of what it was. What else was read has the texts that it had. */
function merged(known: Entry, anew: Entry): Entry {
  const byFile = new Map(anew.results.map((result) => [result.file, result]))
  return {
    results: known.results.map((result) => byFile.get(result.file) ?? result),
    answers: withNewer(known.answers, anew.answers),
    dependencies: {
      imports: { ...known.dependencies.imports, ...anew.dependencies.imports },
      ambient: [...new Set([...known.dependencies.ambient, ...anew.dependencies.ambient])],
    },
  }
}

/** The content of an entry is known to be whole, and its key to be of this compiler: only its outline is looked at. */
function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "answers" in value && "dependencies" in value
}
