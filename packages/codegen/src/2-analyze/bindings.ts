import type { LoadedModule, SourceMapping } from "../1-load/source-code.ts"
import type { Mistake } from "../1-load/reader.ts"
import { isMillrace } from "../1-load/follow-reference.ts"
import type { ModuleDeclaration } from "../1-load/module-names.ts"
import { moduleNames } from "../1-load/module-names.ts"
import { copyOf } from "./copy-declaration.ts"
import type { CopyContext } from "./copy-declaration.ts"
import type { ModuleBinding, ModuleFacts } from "./facts.ts"
import type { Reference } from "./references.ts"
import { referencesOf } from "./references.ts"

/** What authors declare with, and what runners import from the runtime for declarations that are copied. */
const copiedDeclarations: ReadonlySet<string> = new Set(["activity", "capability", "resource"])

interface Demand {
  readonly code: ReadonlyArray<SourceMapping>
  readonly report: (mistake: Mistake) => void
}

interface Binder extends CopyContext {
  readonly bindings: Map<string, ModuleBinding>
  readonly globals: Set<string>
}

/**
 * Finds out how a runner gets at each top-level name that author code refers to: it imports what the flow file imports,
 * and copies what is declared there and does nothing when the module loads. Anything else is reported. A name that the
 * file does not declare is a global of the runtime.
 */
export function bindingsOf(module: LoadedModule, { code, report }: Demand): Pick<ModuleFacts, "bindings" | "globals"> {
  const binder: Binder = {
    bindings: new Map(),
    globals: new Set(),
    names: moduleNames(module.file),
    flows: module.flows.map(({ plan }) => plan.span?.start ?? -1),
    report,
  }
  const queue: Array<Reference> = code.flatMap(({ node }) => referencesOf(node))
  const seen = new Set<string>()
  // The list grows while it is walked.
  for (const next of queue) {
    if (next.enclosing !== undefined) {
      reportEnclosed(next, report)
      continue
    }
    const known = seen.has(next.name)
    seen.add(next.name)
    const dependencies = known ? again(next, binder) : bind(next, binder)
    queue.push(...dependencies)
  }
  return { bindings: inFileOrder(binder), globals: binder.globals }
}

function reportEnclosed(reference: Reference, report: Demand["report"]): void {
  report({
    code: "REFERENCE.IMPORTS_BUILDER",
    node: reference.node,
    message: `this code uses '${reference.name}', which belongs to the function around it and is gone when the workflow runs`,
    fix: "read what it needs from the scope, or from a constant at the top level of the file",
  })
}

/** Binds a name at its first use, and gives what its declaration refers to in turn. */
function bind(reference: Reference, binder: Binder): ReadonlyArray<Reference> {
  const declarations = binder.names.get(reference.name) ?? []
  const imported = declarations.find((each) => each.kind === "import")
  if (imported !== undefined) {
    const binding = importOf(imported, reference, binder.report)
    if (binding !== undefined) binder.bindings.set(reference.name, binding)
    return []
  }
  const nodes = declarations.map(({ node }) => node)
  if (nodes.length === 0) {
    binder.globals.add(reference.name)
    return []
  }
  const copy = copyOf(reference, nodes, binder)
  if (copy === undefined) return []
  binder.bindings.set(reference.name, copy.binding)
  return copy.references
}

/** A later use as a value makes an import one of a value. */
function again(reference: Reference, binder: Binder): ReadonlyArray<Reference> {
  const binding = binder.bindings.get(reference.name)
  if (binding?.kind !== "import" || !binding.typeOnly || reference.isType) return []
  return bind(reference, binder)
}

type ImportDeclaration = Extract<ModuleDeclaration, { readonly kind: "import" }>

function importOf(
  declaration: ImportDeclaration,
  reference: Reference,
  report: Demand["report"],
): ModuleBinding | undefined {
  const { specifier, imported } = declaration
  const typeOnly = declaration.typeOnly || reference.isType
  if (typeOnly || !isMillrace(specifier)) return { kind: "import", imported, specifier, typeOnly }
  if (copiedDeclarations.has(imported)) {
    return { kind: "import", imported, specifier: "@millrace/runtime/runner", typeOnly }
  }
  if (imported === "pool" || imported === "rateLimit") {
    report({
      code: "REFERENCE.NOT_COPYABLE",
      node: reference.node,
      message: `this code makes a ${imported === "pool" ? "pool" : "rate limit"} of its own, which the runner would make anew`,
      fix: `declare it in a module of its own, export const name = ${imported}("name", ...), and import it`,
    })
    return undefined
  }
  if (!specifier.startsWith("@millrace/dsl")) return { kind: "import", imported, specifier, typeOnly }
  report({
    code: "REFERENCE.IMPORTS_BUILDER",
    node: reference.node,
    message: `this code uses '${reference.name}' of '${specifier}', which a runner does not import`,
    fix:
      imported === "*"
        ? `import { activity } from "${specifier}" by its name`
        : "keep the builder out of mappings, schemas and activities",
  })
  return undefined
}

/** Imports first, then copies, each in the order of the flow file. */
function inFileOrder({ bindings, names }: Binder): ReadonlyMap<string, ModuleBinding> {
  const position = (name: string): number => names.get(name)?.[0]?.node.getPos() ?? 0
  return new Map([...bindings].toSorted(([a], [b]) => position(a) - position(b)))
}
