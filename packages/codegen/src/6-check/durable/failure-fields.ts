import type { Checker, Type } from "typescript/unstable/sync"
import { SymbolFlags, TypeFlags } from "typescript/unstable/sync"
import type { StrangePart } from "./strange-part.ts"
import { strangePart } from "./strange-part.ts"
import type { TypeForm } from "./type-parts.ts"
import { isDeclaredElsewhere } from "./type-parts.ts"

/** A field of a failure that a journal does not keep. */
export interface StrangeField extends StrangePart {
  /** The name of the failure's class. */
  readonly failure: string
}

/** What every error has, and how it is kept is known: of a cause its name and message. */
const common: ReadonlySet<string> = new Set(["name", "message", "stack", "cause", "_tag"])

/** Finds the first field of a failure, or of one of several, that JSON does not give back. */
export function failureFields(
  failure: Type,
  checker: Checker,
  formOf: (type: Type) => TypeForm,
): StrangeField | undefined {
  if ((failure.flags & TypeFlags.Never) !== 0) return undefined
  const members = failure.isUnionType() ? failure.getTypes() : [failure]
  for (const member of members) {
    const symbol = member.getSymbol()
    if (symbol === undefined || isDeclaredElsewhere(symbol)) continue
    const own = checker
      .getPropertiesOfType(member)
      .filter((each) => !common.has(each.name) && !isDeclaredElsewhere(each))
      .filter(({ flags }) => (flags & (SymbolFlags.Method | SymbolFlags.Accessor)) === 0)
    const types = own.length === 0 ? [] : checker.getTypeOfSymbol(own)
    for (const [index, { name }] of own.entries()) {
      const type = types[index]
      const found = type && strangePart(type, formOf, "strangers in failures")
      if (found === undefined) continue
      const rest = found.path === "" || found.path.startsWith("[") ? found.path : `.${found.path}`
      return { failure: symbol.name, what: found.what, path: name + rest }
    }
  }
  return undefined
}
