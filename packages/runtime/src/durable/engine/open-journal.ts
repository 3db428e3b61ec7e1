import type { Journal } from "../../journal/journal.ts"
import { sqliteStore } from "../../journal/sqlite/sqlite-store.ts"
import { EngineOptionInvalid } from "../failures/engine-option-invalid.ts"

const scheme = "sqlite:"

/** Gives the journal that an engine was told of, which was given by name or by itself. */
export function openJournal(journal: Journal | `sqlite:${string}`): Journal {
  if (typeof journal !== "string") {
    if (typeof journal?.claim === "function") return journal
    throw invalid(`is ${journal === null ? "null" : `of type '${typeof journal}'`}`)
  }
  if (!journal.startsWith(scheme)) throw invalid(`is '${journal}'`)
  const file = journal.slice(scheme.length)
  if (file.trim() === "") throw invalid(`is '${journal}', which names no file`)
  return sqliteStore({ file })
}

function invalid(found: string): EngineOptionInvalid {
  return new EngineOptionInvalid({
    option: "journal",
    problem: `${found}, but has to be 'sqlite:<file>' or a store that implements 'Journal'`,
  })
}
