import type { Type } from "typescript/unstable/sync"
import { TypeFlags } from "typescript/unstable/sync"
import type { TypeForm } from "./type-parts.ts"

/** A part of a value that a journal does not keep: the way to it (`receipt.at`), and what it is. */
export interface StrangePart {
  readonly path: string
  readonly what: string
}

/** The deepest part that is looked at. */
const deepest = 8

/**
 * Finds the first part of a type that JSON does not give back, or the first secret.
 *
 * **Details**
 *
 * As at run time a property that is `undefined` is left out, and an element cannot be.
 */
export function strangePart(
  type: Type,
  formOf: (type: Type) => TypeForm,
  looksFor: "secrets" | "strangers" | "strangers in failures",
): StrangePart | undefined {
  const seen = new Set<number>()
  const isFound = ({ is }: Extract<TypeForm, { readonly kind: "strange" }>): boolean =>
    // Errors inside of a failure are kept as plain data.
    looksFor === "secrets" ? is === "secret" : looksFor === "strangers" || is !== "error"
  const find = (part: Type, path: string): StrangePart | undefined => {
    if (seen.has(part.id) || path.split(/[.[]/).length > deepest) return undefined
    seen.add(part.id)
    const form = formOf(part)
    if (form.kind === "plain") return undefined
    if (form.kind === "strange") {
      return isFound(form) ? { path: path.replace(/^\./, ""), what: form.what } : undefined
    }
    const isElement = path.endsWith("[]")
    for (const { step, type: inner } of form.parts) {
      const isGap = (step === "[]" || (isElement && step === "")) && (inner.flags & TypeFlags.Undefined) !== 0
      if (isGap && looksFor !== "secrets") {
        const gap = step === "" ? path : path + step
        return { path: gap.replace(/^\./, ""), what: "undefined" }
      }
      const found = find(inner, path + step)
      if (found !== undefined) return found
    }
    return undefined
  }
  return find(type, "")
}
