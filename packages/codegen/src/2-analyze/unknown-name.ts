import type { Node } from "@millrace/plan"
import { didYouMean } from "../1-load/did-you-mean.ts"
import type { SourceCode } from "../1-load/source-code.ts"
import type { DefinedName, NameTable, Trail } from "./name-table.ts"

/** A read of a name that is not visible where it stands. */
export interface UnknownRead {
  readonly name: string
  /** Whose code it is: `step 'charge'`. */
  readonly owner: string
  readonly visible: ReadonlyArray<string>
  readonly trail: Trail
  /** The node whose mapping it is; absent for the result of a block and for `vars`. */
  readonly node: Node<SourceCode> | undefined
}

/** A sentence about a mistake, and what to write instead. */
export interface Advice {
  readonly message: string
  readonly fix: string
}

/** Where the names come from that the language itself puts into scope. */
const givenBy: ReadonlyMap<string, string> = new Map([
  ["vars", "only a flow with the option 'vars' has it"],
  ["item", "only the body of a 'forEach' has it"],
  ["index", "only the body of a 'forEach' has it"],
  ["state", "only the body of a 'loop' has it"],
  ["iteration", "only the body of a 'loop' has it"],
  ["error", "only a handler of a 'try' has it"],
])

/** Says why a name is not there, from where else in the workflow it is defined. */
export function unknownName(read: UnknownRead, table: NameTable): Advice {
  const { name, owner } = read
  const given = givenBy.get(name)
  if (given !== undefined) return { message: `${owner} reads '${name}', but ${given}`, fix: visibleNames(read) }
  for (const defined of table) {
    if (defined.name === name) return definedElsewhere(read, defined)
  }
  return {
    message: `${owner} reads '${name}', but no earlier step defines it`,
    fix: didYouMean(name, read.visible) ?? visibleNames(read),
  }
}

function definedElsewhere({ name, owner, trail, node }: UnknownRead, defined: DefinedName): Advice {
  const line = defined.span === undefined ? "" : ` (line ${defined.span.line})`
  const depth = defined.trail.findIndex(
    (each, index) => each.node !== trail[index]?.node || each.label !== trail[index]?.label,
  )
  const theirs = defined.trail[depth]
  const ours = trail[depth]
  if (theirs === undefined) {
    if (defined.node === node) {
      return {
        message: `${owner} reads '${name}', but that is the name it defines itself`,
        fix: "read the result of an earlier step",
      }
    }
    const around = trail[defined.trail.length]
    if (around?.node === defined.node && defined.node.kind === "parallel" && around.label !== name) {
      return {
        message: `${owner} reads '${name}', but that is a branch that runs at the same time${line}`,
        fix: "read it after the 'parallel', or move both steps into one branch",
      }
    }
    if (around?.node === defined.node) {
      return {
        message: `${owner} reads '${name}', but it is a part of '${name}' itself${line}`,
        fix: "read the results of earlier steps of the same block",
      }
    }
    return {
      message: `${owner} reads '${name}', but '${name}' is defined only later${line}`,
      fix: `move ${owner} behind '${name}'`,
    }
  }
  const holder =
    theirs.node.kind === "parallel" ? `branch '${theirs.label}'` : `${theirs.node.kind} '${theirs.node.name}'`
  if (ours?.node === theirs.node && theirs.node.kind === "parallel") {
    return {
      message: `${owner} reads '${name}', but that is a step of ${holder}, which runs at the same time${line}`,
      fix: "read it after the 'parallel', or move both steps into one branch",
    }
  }
  if (ours?.node === theirs.node) {
    return {
      message: `${owner} reads '${name}', but that is a step of another block of ${holder}${line}`,
      fix: "define it before the block, so that every block can read it",
    }
  }
  const result = theirs.node.kind === "parallel" ? theirs.label : theirs.node.name
  return {
    message: `${owner} reads '${name}', but that name ends with the block of ${holder} it is defined in${line}`,
    fix: `read '${result}', the block's result, and let the block return it: .returns(({ ${name} }) => ...)`,
  }
}

function visibleNames({ visible }: UnknownRead): string {
  return `in scope are ${visible.map((each) => `'${each}'`).join(", ")}`
}
