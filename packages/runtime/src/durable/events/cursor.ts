import { beginning } from "../../journal/recorded.ts"
import type { Place } from "../../journal/recorded.ts"
import { CursorInvalid } from "../failures/cursor-invalid.ts"

/** Gives a place as a text: `12.345`. */
export function cursorOf({ started, written }: Place): string {
  return `${started}.${written}`
}

/** Reads such a text; throws `CursorInvalid`. Without one everything is told. */
export function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return beginning
  const [, started, written] = /^(\d{1,15})\.(\d{1,15})$/.exec(cursor) ?? []
  if (started === undefined || written === undefined) throw new CursorInvalid(cursor)
  return { started: Number(started), written: Number(written) }
}
