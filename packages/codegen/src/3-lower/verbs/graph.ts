import type { GraphMember, GraphNode } from "@millrace/plan"
import { InternalError } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { innerScope } from "../block-scope.ts"
import type { ClosureExpression, Expression } from "../expression.ts"
import { arrow, callAbi, literal, read, yieldFrom } from "../expression.ts"
import type { Local } from "../local.ts"
import { makeLocal } from "../local.ts"
import type { LoweredNode, Lowering } from "../lower-block.ts"
import { closureWith } from "../lower-closure.ts"
import { operationOptions } from "../operation-options.ts"
import type { BindStatement } from "../statement.ts"

/**
 * `.graph` is a call with a function that writes its nodes: each is a local there, and so can be needed by later ones.
 *
 * **Details**
 *
 * A member has one name in three places: the constant that its value becomes, the node inside the function, and the
 * parameter of those who need it. The inner ones hide the outer ones, of which nothing there may be read.
 */
export function lowerGraph(node: GraphNode<SourceCode>, lowering: Lowering): LoweredNode {
  const { scope } = lowering
  const entries = node.members.map(({ name }) => [name, lowering.local(name)] as const)
  const writer = makeLocal(scope.names.inner().takeFirst(["g", "graphNodes"]))
  const handles = new Map(entries.map(([name, { name: text }]) => [name, makeLocal(text)]))
  const statements = node.members.map((member): BindStatement => ({
    kind: "bind",
    target: handleOf(handles, member.name),
    value: {
      kind: "call",
      callee: { kind: "method", object: writer, name: "node" },
      arguments: [
        literal(member.name),
        { kind: "array", elements: member.needs.map((need) => read(handleOf(handles, need))) },
        memberClosure(member, handles, lowering),
      ],
    },
  }))
  const result: Expression = {
    kind: "object",
    entries: entries.map(([name]) => [name, read(handleOf(handles, name))]),
  }
  const call = callAbi(
    "graph",
    read(scope.at),
    arrow([writer], { statements, result }),
    ...operationOptions({ concurrency: node.concurrency }),
  )
  return {
    statements: [{ kind: "bind", target: { kind: "record", entries }, value: yieldFrom(call) }],
    locals: entries,
  }
}

function memberClosure(
  { needs, block }: GraphMember<SourceCode>,
  handles: ReadonlyMap<string, Local>,
  { scope, context }: Lowering,
): ClosureExpression {
  const needed = needs.map((need) => [need, makeLocal(handleOf(handles, need).name)] as const)
  return closureWith(block, needed, { scope: innerScope(scope, context.parameter("at")), context })
}

function handleOf(handles: ReadonlyMap<string, Local>, name: string): Local {
  const handle = handles.get(name)
  if (handle === undefined) throw new InternalError(`the graph has no node '${name}'`)
  return handle
}
