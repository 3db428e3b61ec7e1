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
  ["resource", "only the body of a 'use' has it"],
  ["error", "only a handler of a 'try' has it"],
])

/** Says why a name is not there, from where else in the workflow it is defined. */
export function unknownName(read: UnknownRead, table: NameTable): Advice {
  const { name, owner } = read
  const given = givenBy.get(name)
  if (given !== undefined) return { message: `${owner} reads '${name}', but ${given}`, fix: visibleNames(read) }
  const defined = table.get(name)
  if (defined !== undefined) return definedElsewhere(read, defined)
  return {
    message: `${owner} reads '${name}', but no earlier step defines it`,
    fix: didYouMean(name, read.visible) ?? visibleNames(read),
  }
}

function definedElsewhere(read: UnknownRead, defined: DefinedName): Advice {
  const { trail } = read
  const depth = defined.trail.findIndex(
    (each, index) => each.node !== trail[index]?.node || each.label !== trail[index]?.label,
  )
  const theirs = defined.trail[depth]
  return theirs === undefined
    ? definedAround(read, defined)
    : definedInside(read, { defined, theirs, ours: trail[depth] })
}

/** The name is defined in a block that the read stands in too, but is not there: it is later, or a part of it. */
function definedAround({ name, owner, trail, node }: UnknownRead, defined: DefinedName): Advice {
  const line = lineOf(defined)
  if (defined.node === node) {
    return {
      message: `${owner} reads '${name}', but that is the name it defines itself`,
      fix: "read the result of an earlier step",
    }
  }
  const around = trail[defined.trail.length]
  if (around?.node !== defined.node) {
    return {
      message: `${owner} reads '${name}', but '${name}' is defined only later${line}`,
      fix: `move ${owner} behind '${name}'`,
    }
  }
  if (defined.node.kind === "graph" && around.label !== name) {
    const order = defined.node.members.map((member) => member.name)
    const isEarlier = order.indexOf(name) < order.indexOf(around.label)
    return isEarlier
      ? {
          message: `${owner} reads '${name}', but node '${around.label}' does not need it${line}`,
          fix: `add '${name}' to needs`,
        }
      : {
          message: `${owner} reads '${name}', but that is a node which is written only later${line}`,
          fix: `move node '${name}' before node '${around.label}', and add '${name}' to its needs`,
        }
  }
  if (defined.node.kind === "parallel" && around.label !== name) {
    return {
      message: `${owner} reads '${name}', but that is a branch that runs at the same time${line}`,
      fix: "read it after the 'parallel', or move both steps into one branch",
    }
  }
  return {
    message: `${owner} reads '${name}', but it is a part of '${name}' itself${line}`,
    fix: "read the results of earlier steps of the same block",
  }
}

interface Inside {
  readonly defined: DefinedName
  /** Where the blocks around the definition part from those around the read. */
  readonly theirs: Trail[number]
  readonly ours: Trail[number] | undefined
}

/** The name is defined in a block that the read does not stand in. */
function definedInside({ name, owner }: UnknownRead, { defined, theirs, ours }: Inside): Advice {
  const line = lineOf(defined)
  const { kind } = theirs.node
  const holder = holderOf(theirs)
  if (ours?.node === theirs.node && kind === "graph") {
    return {
      message: `${owner} reads '${name}', but that is a step of ${holder}${line}`,
      fix: `let node '${theirs.label}' return it, and add '${theirs.label}' to needs`,
    }
  }
  if (ours?.node === theirs.node && (kind === "parallel" || kind === "race")) {
    return {
      message: `${owner} reads '${name}', but that is a step of ${holder}, which runs at the same time${line}`,
      fix: `read it after the '${kind}', or move both steps into one branch`,
    }
  }
  if (ours?.node === theirs.node) {
    return {
      message: `${owner} reads '${name}', but that is a step of another block of ${holder}${line}`,
      fix: "define it before the block, so that every block can read it",
    }
  }
  const result = "name" in theirs.node ? theirs.node.name : theirs.label
  return {
    message: `${owner} reads '${name}', but that name ends with the block of ${holder} it is defined in${line}`,
    fix: `read '${result}', the block's result, and let the block return it: .returns(({ ${name} }) => ...)`,
  }
}

function holderOf({ node, label }: Trail[number]): string {
  if (node.kind === "parallel") return `branch '${label}'`
  if (node.kind === "graph") return `node '${label}'`
  if (node.kind === "race") return `branch '${label}' of race '${node.name}'`
  return `${node.kind} '${node.name}'`
}

function lineOf({ span }: DefinedName): string {
  return span === undefined ? "" : ` (line ${span.line})`
}

function visibleNames({ visible }: UnknownRead): string {
  return `in scope are ${visible.map((each) => `'${each}'`).join(", ")}`
}
