import { hash } from "node:crypto"
import { diskFiles } from "../../file-access.ts"
import type { GeneratedFile } from "../../generate.ts"
import { cacheFolder, readEntry, writeEntry } from "./cache-store.ts"
import { compilerDigest } from "./compiler-digest.ts"
import type { Answer } from "./recorded-files.ts"
import { recordFiles, stillHolds } from "./recorded-files.ts"

interface Entry {
  readonly answers: ReadonlyArray<Answer>
  readonly results: ReadonlyArray<GeneratedFile>
}

/**
 * Generates runners, or gives what an earlier build generated where everything it asked of the file system is the same.
 *
 * **Details**
 *
 * An entry belongs to the compiler and to the flow files of one build. It is taken only when every file that was read has
 * the same text, every file that was looked for is there or still is not, and every folder has the same names: for what
 * TypeScript asked as well. Levels and suppressions are applied afterwards.
 */
export async function cachedGenerate(
  files: ReadonlyArray<string>,
  folder: string,
  { isChecked }: { readonly isChecked: boolean },
): Promise<ReadonlyArray<GeneratedFile>> {
  const place = cacheFolder(folder)
  const key = hash("sha256", [compilerDigest(), String(isChecked), ...files].join("\0")).slice(0, 40)
  const found = readEntry(place, key)
  if (isEntry(found) && stillHolds(found.answers, diskFiles)) return found.results
  const { generate } = await import("../../generate.ts")
  const recorded = recordFiles(diskFiles)
  const results = generate(files, { access: recorded, isChecked })
  const entry: Entry = { answers: recorded.answers(), results }
  writeEntry(place, key, entry)
  return results
}

/** The content of an entry is known to be whole, and its key to be of this compiler: only its outline is looked at. */
function isEntry(value: unknown): value is Entry {
  return typeof value === "object" && value !== null && "answers" in value && "results" in value
}
