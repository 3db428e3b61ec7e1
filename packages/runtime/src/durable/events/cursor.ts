import { beginning } from "../../journal/recorded.ts"
import type { Place } from "../../journal/recorded.ts"
import { CursorInvalid } from "../failures/cursor-invalid.ts"

/** Gives a place as a text: `12.345.11`. */
export function cursorOf({ started, written, settled }: Place): string {
  return `${started}.${written}.${settled}`
}

/** Reads such a text; throws `CursorInvalid`. Without one everything is told. */
export function placeOf(cursor: string | undefined): Place {
  if (cursor === undefined) return beginning
  if (!/^\d{1,15}\.\d{1,15}\.\d{1,15}$/.test(cursor)) throw new CursorInvalid(cursor)
  const [started = 0, written = 0, settled = 0] = cursor.split(".").map(Number)
  return { started, written, settled }
}
