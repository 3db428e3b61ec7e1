import type { CopyBinding, ModuleBinding } from "../2-analyze/facts.ts"
import type { NameUse } from "../3-lower/author-code/author-expression.ts"
import type { RunnerReference } from "../3-lower/expression.ts"
import type { RunnerModule } from "../3-lower/runner-module.ts"
import { InternalError } from "@millrace/plan"
import type { Name } from "./code.ts"
import { makeName } from "./code.ts"

/** The module that offers the runner ABI. */
export const abiModule = "@millrace/runtime/runner"

/** One name that the emitted module imports. */
export interface ImportedName {
  readonly specifier: string
  /** The exported name, `"default"`, or `"*"` for a namespace. */
  readonly imported: string
  readonly local: string
  readonly typeOnly: boolean
}

/**
 * What the emitted module imports and copies, filled in as its code is emitted.
 *
 * Nothing is imported that is not used: what emission asks for is what stands at the head of the module.
 */
export class ImportTable {
  readonly #module: RunnerModule
  readonly #imports = new Map<string, ImportedName>()
  readonly #copies = new Map<string, CopyBinding["statements"]>()

  constructor(module: RunnerModule) {
    this.#module = module
  }

  /** The imports asked for so far. */
  get imports(): ReadonlyArray<ImportedName> {
    return [...this.#imports.values()]
  }

  /** The declarations to be repeated, each after those it refers to. */
  get copies(): ReadonlyArray<CopyBinding["statements"]> {
    return [...this.#copies.values()]
  }

  /** Imports a function of the runner ABI and gives its name here. */
  abi(name: string): Name {
    return this.#abi(name, false)
  }

  /** Imports a type of the runner ABI and gives its name here. */
  abiType(name: string): Name {
    return this.#abi(name, true)
  }

  /** Sees to it that a module-level name which author code refers to means here what it means in the flow file. */
  use({ name, typeOnly }: NameUse): void {
    const binding = this.#module.bindings.get(name)
    if (binding !== undefined) this.#bind(name, binding, typeOnly)
  }

  /** Gives the name here of another runner, which is imported if it is of another module. */
  runner({ name, from }: RunnerReference): Name {
    if (from !== undefined) {
      this.#add({ specifier: from.specifier, imported: from.exportName, local: name, typeOnly: false })
    }
    return makeName(name)
  }

  #abi(name: string, typeOnly: boolean): Name {
    const local = this.#module.abiNames.get(name)
    if (local === undefined) throw new InternalError(`the runner ABI has no '${name}'`)
    this.#add({ specifier: abiModule, imported: name, local, typeOnly })
    return makeName(local)
  }

  #bind(name: string, binding: ModuleBinding, typeOnly: boolean): void {
    if (binding.kind === "import") {
      const { specifier, imported } = binding
      this.#add({ specifier, imported, local: name, typeOnly: typeOnly || binding.typeOnly })
      return
    }
    if (this.#copies.has(name)) return
    // Held open while its dependencies are copied, so that declarations which refer to each other come to an end.
    this.#copies.set(name, [])
    for (const dependency of binding.dependencies) this.use({ name: dependency, typeOnly: binding.typeOnly })
    this.#copies.delete(name)
    this.#copies.set(name, binding.statements)
  }

  #add(added: ImportedName): void {
    const known = this.#imports.get(added.local)
    this.#imports.set(added.local, { ...added, typeOnly: added.typeOnly && (known?.typeOnly ?? true) })
  }
}
