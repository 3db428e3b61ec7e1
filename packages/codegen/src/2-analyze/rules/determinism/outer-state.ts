import type { Identifier, SourceFile, VariableDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import { identifiersNamed } from "../../../1-load/identifiers.ts"
import { isFunction } from "../../../1-load/is-function.ts"
import { isChanged, mutators } from "../../../1-load/mutation.ts"
import { localScopeOf } from "../../../1-load/name-scope.ts"
import { unwrap } from "../../../1-load/unwrap.ts"
import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"
import type { Use } from "./use.ts"

const nothing: ReadonlySet<string> = new Set()
const collections: ReadonlySet<string> = new Set(["Map", "Set", "WeakMap", "WeakSet", "Array"])

const changesProcess = oneOf(
  ...members("process.", "exit kill abort chdir emit exitCode"),
  ...members("node:process#", "exit kill abort chdir emit"),
)

/** What a mapping changes is changed again when it is evaluated again, and for every other execution. */
export const changesOutside: MappingRule = {
  code: "MAPPING.CHANGES_OUTSIDE",
  does: "changes something outside of itself",
  fix: "give a new value back, or keep what changes in a service that activities use",
  ofUse: (use, { flowFile }) => {
    const { target, identifier } = use
    if (target.kind === "global") return changesProcess(use) || isChanged(identifier, nothing)
    return isOuter(use, flowFile) && isWritten(identifier, target.kind === "variable" ? target.node : undefined)
  },
}

/** What a variable holds depends on what has run before, in this process. */
export const readsMutable: MappingRule = {
  code: "MAPPING.READS_MUTABLE",
  does: "reads a variable that changes while the program runs",
  fix: "pass its value with the input, or read it in an activity",
  ofUse: (use, { flowFile }) => {
    const { target, identifier } = use
    if (target.kind !== "variable" || !isOuter(use, flowFile) || isWritten(identifier, target.node)) return false
    return changesWhileRunning(target.node)
  },
}

/** A variable of the flow file itself is copied into the runner, and refused where it changes. */
function isOuter({ target }: Use, flowFile: SourceFile): boolean {
  return target.kind === "variable" && target.node.getSourceFile() !== flowFile
}

function changesWhileRunning(variable: VariableDeclaration): boolean {
  if (!Node.isIdentifier(variable.getNameNode())) return false
  const uses = identifiersNamed(variable.getName(), variable.getSourceFile())
  return uses.some(
    (each) =>
      isWritten(each, variable) && localScopeOf(each) === undefined && each.getFirstAncestor(isFunction) !== undefined,
  )
}

/** A method such as `set` or `push` is known to change only what is seen to be a collection. */
function isWritten(identifier: Identifier, variable: VariableDeclaration | undefined): boolean {
  const value = variable?.getInitializer()
  const made = value && unwrap(value)
  const isCollection =
    Node.isArrayLiteralExpression(made) ||
    (Node.isNewExpression(made) && collections.has(made.getExpression().getText()))
  return isChanged(identifier, isCollection ? mutators : nothing)
}
