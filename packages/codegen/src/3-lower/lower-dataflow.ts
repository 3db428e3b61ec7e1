import { blockNeeds, definedNames, InternalError } from "@millrace/plan"
import type { Block, Node } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import { mappingReads } from "../2-analyze/mapping-reads.ts"
import type { BlockScope } from "./block-scope.ts"
import { innerScope, withEntries } from "./block-scope.ts"
import type { ClosureExpression, Expression } from "./expression.ts"
import { arrow, callAbi, literal, read, yieldFrom } from "./expression.ts"
import type { FlowContext } from "./flow-context.ts"
import type { Local } from "./local.ts"
import { makeLocal } from "./local.ts"
import type { LoweredNode, Lowering } from "./lower-block.ts"
import { lowering, lowerNode } from "./lower-block.ts"
import { identifierOf } from "./names/identifier.ts"
import type { BindStatement } from "./statement.ts"

/** A node of a block whose nodes begin as soon as what they read is there. */
interface Placed {
  readonly node: Node<SourceCode>
  readonly needs: ReadonlyArray<number>
  /** What it is called among the nodes: the first name that it defines. */
  readonly key: string
  /** The locals of the names that it defines, after the operation. */
  readonly locals: LoweredNode["locals"]
  /** The local that its value becomes: the one of its only name, or of a record of several. */
  readonly value: Local
}

/**
 * Gives the nodes of a block as one operation that begins each as soon as what it reads is there; nothing where each
 * needs the one before, for then the written order says it all.
 *
 * **Details**
 *
 * As in a graph, a node has one name in three places: the constant that its value becomes, the node inside the function,
 * and the parameter of those who need it. The value of a node that defines several names is a record of them.
 */
export function lowerDataflow(
  block: Block<SourceCode>,
  scope: BlockScope,
  context: FlowContext,
): LoweredNode | undefined {
  const needs = blockNeeds(block, mappingReads(context.facts.lambdas))
  if (needs.every((needed, place) => place === 0 || needed.includes(place - 1))) return undefined
  const { local } = lowering(scope, context)
  const placed = block.nodes.map((node, place): Placed => {
    const locals = definedNames(node).map(({ name }) => [name, local(name)] as const)
    const [first, ...others] = locals
    if (first === undefined) throw new InternalError(`a ${node.kind} defines no name`)
    const [key, only] = first
    const value = others.length === 0 ? only : makeLocal(scope.names.take(`${identifierOf(key, "value")}Values`))
    return { node, needs: needs[place] ?? [], key, locals, value }
  })
  return {
    statements: [
      {
        kind: "bind",
        target: { kind: "record", entries: placed.map(({ key, value }) => [key, value]) },
        value: yieldFrom(operation(placed, scope, context)),
      },
      ...placed.flatMap(({ locals, value }) => taken(locals, value)),
    ],
    locals: placed.flatMap(({ locals }) => locals),
  }
}

function operation(placed: ReadonlyArray<Placed>, scope: BlockScope, context: FlowContext): Expression {
  const writer = makeLocal(scope.names.inner().takeFirst(["g", "dataflowNodes"]))
  const handles = placed.map(({ value }) => makeLocal(value.name))
  const statements = placed.map((each, place): BindStatement => {
    const needed = each.needs.map((need) => read(at(handles, need)))
    const call: Expression = {
      kind: "call",
      callee: { kind: "method", object: writer, name: "node" },
      arguments: [
        literal(each.key),
        { kind: "array", elements: needed },
        nodeClosure(each, placed, { scope, context }),
      ],
    }
    return { kind: "bind", target: at(handles, place), value: call }
  })
  const result: Expression = {
    kind: "object",
    entries: placed.map(({ key }, place) => [key, read(at(handles, place))]),
  }
  return callAbi("dataflow", read(scope.at), arrow([writer], { statements, result }))
}

/** The node as a closure that is given the values of what it needs; inside, names hide those after the operation. */
function nodeClosure(
  { node, needs, locals }: Placed,
  placed: ReadonlyArray<Placed>,
  { scope, context }: Omit<Lowering, "local">,
): ClosureExpression {
  const inside = innerScope(scope, context.parameter("at"))
  const needed = needs.map((need) => {
    const { locals: outer, value } = at(placed, need)
    const parameter = makeLocal(value.name)
    const inner = outer.length === 1 ? outer.map(([name]) => [name, parameter] as const) : hiding(outer)
    return { parameter, inner }
  })
  const seen = withEntries(
    inside,
    needed.flatMap(({ inner }) => inner),
  )
  const own = new Map(hiding(locals))
  const { local } = lowering(seen, context)
  const lowered = lowerNode(node, { scope: seen, context, local: (name) => own.get(name) ?? local(name) })
  return {
    kind: "closure",
    parameters: [inside.at, ...needed.map(({ parameter }) => parameter)],
    body: {
      statements: [...needed.flatMap(({ parameter, inner }) => taken(inner, parameter)), ...lowered.statements],
      result: valueOf(lowered),
    },
    generator: true,
  }
}

/** Takes the names out of the record of a node that defines several. */
function taken(locals: LoweredNode["locals"], record: Local): ReadonlyArray<BindStatement> {
  if (locals.length === 1) return []
  return [{ kind: "bind", target: { kind: "record", entries: locals }, value: read(record) }]
}

/** Gives other locals of the same names. */
function hiding(locals: LoweredNode["locals"]): LoweredNode["locals"] {
  return locals.map(([name, local]) => [name, makeLocal(local.name)])
}

function valueOf({ value, locals }: LoweredNode): Expression {
  if (value !== undefined) return value
  const [only, ...others] = locals
  if (only !== undefined && others.length === 0) return read(only[1])
  return { kind: "object", entries: locals.map(([name, local]) => [name, read(local)]) }
}

function at<Element>(list: ReadonlyArray<Element>, place: number): Element {
  const found = list[place]
  if (found === undefined) throw new InternalError(`the block has no node ${place}`)
  return found
}
