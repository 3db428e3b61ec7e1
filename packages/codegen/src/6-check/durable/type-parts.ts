import type { Checker, Symbol as TypeSymbol, Type } from "typescript/unstable/sync"
import { SignatureKind, SymbolFlags, TypeFlags } from "typescript/unstable/sync"

/** What JSON makes of values of a type. */
export type TypeForm =
  /** They come back as they were, or nothing is known of them. */
  | { readonly kind: "plain" }
  /** They do not come back: `a Date`. */
  | { readonly kind: "strange"; readonly what: string; readonly is?: "secret" | "error" }
  /** They do as far as their parts do. */
  | { readonly kind: "parts"; readonly parts: ReadonlyArray<TypePart> }

/** A part of a value: the way to it (`.at`, `[]`, or nothing for an alternative of a union), and its type. */
export interface TypePart {
  readonly step: string
  readonly type: Type
}

/** Gives the form of a type; each is asked for once. */
export function makeTypeForms(checker: Checker): (type: Type) => TypeForm {
  const known = new Map<number, TypeForm>()
  return (type) => {
    const form = known.get(type.id) ?? formOf(type, checker)
    known.set(type.id, form)
    return form
  }
}

const plain: TypeForm = { kind: "plain" }

function strange(what: string, is?: "secret" | "error"): TypeForm {
  return { kind: "strange", what, ...(is !== undefined && { is }) }
}

function formOf(type: Type, checker: Checker): TypeForm {
  const { flags } = type
  if ((flags & TypeFlags.BigIntLike) !== 0) return strange("a bigint")
  if ((flags & TypeFlags.ESSymbolLike) !== 0) return strange("a symbol")
  if (type.isUnionType()) return partsOf(type.getTypes().map((each) => ({ step: "", type: each })))
  if (type.isIntersectionType()) return intersectionForm(type, type.getTypes(), checker)
  // Of what is generic, or may be anything, nothing is known.
  if ((flags & TypeFlags.Object) === 0 || type.isErrorType()) return plain
  return objectForm(type, checker)
}

/** A branded text is a text. */
function intersectionForm(type: Type, members: ReadonlyArray<Type>, checker: Checker): TypeForm {
  const isObject = members.every(({ flags }) => (flags & TypeFlags.Object) !== 0)
  return isObject ? propertiesForm(type, checker) : plain
}

function objectForm(type: Type, checker: Checker): TypeForm {
  if (type.isTypeReference() && (checker.isTupleType(type) || checker.isArrayLikeType(type))) {
    return partsOf(checker.getTypeArguments(type).map((each) => ({ step: "[]", type: each })))
  }
  const symbol = type.getSymbol()
  if (symbol !== undefined && isRedacted(symbol)) return strange("a secret", "secret")
  if (symbol !== undefined && (symbol.flags & SymbolFlags.Class) !== 0) {
    const isError = ["message", "stack"].every((name) => checker.getPropertyOfType(type, name) !== undefined)
    return strange(`an instance of ${symbol.name}`, isError ? "error" : undefined)
  }
  return propertiesForm(type, checker, symbol)
}

function propertiesForm(type: Type, checker: Checker, symbol?: TypeSymbol): TypeForm {
  const properties = checker.getPropertiesOfType(type)
  const kinds = [SignatureKind.Call, SignatureKind.Construct]
  if (properties.length === 0 && kinds.some((kind) => checker.getSignaturesOfType(type, kind).length > 0)) {
    return strange("a function")
  }
  const method = properties.find(({ flags }) => (flags & SymbolFlags.Method) !== 0)
  if (method !== undefined) {
    // What packages and the language declare with methods is made by classes: `Date`, `Map`, `URL`, `Option`.
    const isForeign = symbol !== undefined && isDeclaredElsewhere(symbol)
    return strange(isForeign ? withArticle(symbol.name) : `an object with a method '${method.name}'`)
  }
  // Properties that are symbols are mostly marks that only types have.
  const named = properties.filter(({ name }) => !name.startsWith("__@"))
  const types = named.length === 0 ? [] : checker.getTypeOfSymbol(named)
  const parts = named.flatMap(({ name }, index): ReadonlyArray<TypePart> => {
    const found = types[index]
    return found === undefined ? [] : [{ step: stepTo(name), type: found }]
  })
  // Beside properties an index has mostly the type of one of them.
  const indexes = properties.length > 0 ? [] : checker.getIndexInfosOfType(type)
  const indexed = indexes.map(({ valueType }) => ({ step: "[…]", type: valueType }))
  return partsOf([...parts, ...indexed])
}

function partsOf(parts: ReadonlyArray<TypePart>): TypeForm {
  return parts.length === 0 ? plain : { kind: "parts", parts }
}

function stepTo(name: string): string {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`
}

function withArticle(name: string): string {
  return `${/^[AEIO]/.test(name) ? "an" : "a"} ${name}`
}

function isRedacted(symbol: TypeSymbol): boolean {
  return symbol.name === "Redacted" && symbol.declarations.some(({ path }) => /[/\\]effect[/\\].*redacted/i.test(path))
}

/** Says whether something is declared by the language, the platform or a package. */
export function isDeclaredElsewhere({ declarations }: TypeSymbol): boolean {
  return declarations.length > 0 && declarations.every(({ path }) => /[/\\]node_modules[/\\]|^bundled:/.test(path))
}
