import type { FormField } from "./form-fields.ts"

/** What a typed line comes to: a value, nothing for a field left out, or what is wrong with it. */
export type FieldAnswer =
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "left out" }
  | { readonly kind: "problem"; readonly message: string }

/** Reads a typed line as the answer to a field. */
export function parseFieldAnswer(field: FormField, line: string): FieldAnswer {
  const text = line.trim()
  if (text === "") return emptyAnswer(field)
  if (field.kind === "boolean") return booleanAnswer(text)
  if (field.kind === "number") return numberAnswer(text)
  if (field.kind === "choice") return choiceAnswer(field, text)
  return field.kind === "json" ? jsonAnswer(text) : { kind: "value", value: text }
}

/** Gives what stands behind the question: how the field is answered. */
export function answerHint(field: FormField): string {
  const hint = {
    boolean: "yes/no",
    number: "number",
    text: "text",
    choice: field.choices.map(String).join("/"),
    json: "JSON",
  }[field.kind]
  return field.whenEmpty === "ask again" ? hint : `${hint}, or nothing`
}

function emptyAnswer({ whenEmpty }: FormField): FieldAnswer {
  if (whenEmpty === "leave out") return { kind: "left out" }
  return whenEmpty === "null" ? { kind: "value", value: null } : { kind: "problem", message: "an answer is needed" }
}

function booleanAnswer(text: string): FieldAnswer {
  if (/^(y|yes|true)$/i.test(text)) return { kind: "value", value: true }
  if (/^(n|no|false)$/i.test(text)) return { kind: "value", value: false }
  return { kind: "problem", message: `'${text}' is neither yes nor no` }
}

function numberAnswer(text: string): FieldAnswer {
  const value = Number(text)
  return Number.isNaN(value) ? { kind: "problem", message: `'${text}' is not a number` } : { kind: "value", value }
}

function choiceAnswer({ choices }: FormField, text: string): FieldAnswer {
  const chosen = choices.find((choice) => String(choice) === text)
  if (chosen !== undefined) return { kind: "value", value: chosen }
  return {
    kind: "problem",
    message: `'${text}' is none of ${choices.map((choice) => `'${String(choice)}'`).join(", ")}`,
  }
}

function jsonAnswer(text: string): FieldAnswer {
  try {
    return { kind: "value", value: JSON.parse(text) }
  } catch {
    return { kind: "problem", message: `'${text}' is not JSON` }
  }
}
