import { PlanError } from "@millrace/plan"
import type { Concurrency, GraphMember, GraphNode } from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkConcurrency, checkName } from "../check.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, Begun, Only, With, WithAll } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/**
 * Writes the nodes of a graph, each after those it needs, so that no cycle can be written.
 *
 * `Outer` is what the graph itself sees, `Members` the values of the nodes so far.
 */
export interface GraphBuilder<Outer extends AnyVisible, Members extends AnyVisible, Failure, Requirements> {
  readonly members: ReadonlyArray<GraphMember>
  /** Adds a node: it starts when the nodes it needs have ended, and sees only them and what the graph sees. */
  node<const Name extends string, const Needed extends string, Body extends AnyBlockEnd>(
    name: FreeName<Name, Outer["names"] | Members["names"]>,
    options: { readonly needs: ReadonlyArray<KnownNeed<Needed, Members["names"]>> },
    body: (b: BlockBuilder<WithAll<Outer, Only<Members, Needed>>>) => Body,
  ): GraphBuilder<
    Outer,
    With<Members, Name, ValueOf<Body>>,
    Failure | FailureOf<Body>,
    Requirements | RequirementsOf<Body>
  >
}

/** A need as written, or the sentence that no earlier node has that name. Why `Exclude`: see `FreeName`. */
type KnownNeed<Needed extends string, Names> = Needed extends string
  ? [Exclude<Needed, Names>] extends [never]
    ? Needed
    : `no earlier node is named '${Needed}'`
  : never

/** How the nodes of a graph run together. */
export interface GraphOptions {
  /** How many run at once. @default "unbounded" */
  readonly concurrency?: Concurrency
}

/** A graph's callback as the builder keeps it: the types have done their work by then. */
export type GraphCallback = (g: never) => { readonly members: ReadonlyArray<GraphMember> }

/** What calling `.graph` takes and gives. */
export interface GraphVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <Members extends AnyVisible, GraphFailure, GraphRequirements>(
    write: (
      g: GraphBuilder<Seen, Begun<{}>, never, never>,
    ) => GraphBuilder<Seen, Members, GraphFailure, GraphRequirements>,
    options?: GraphOptions,
  ): Builder<
    After<Mode, undefined>,
    WithAll<Seen, Only<Members, Members["names"]>>,
    Failure | GraphFailure,
    Requirements | GraphRequirements
  >
}

/** Makes the node of `.graph`. */
export function parseGraph(write: GraphCallback, options: GraphOptions = {}): GraphNode {
  checkConcurrency("graph", options.concurrency)
  // The callback's parameter type carries only scope types; at run time every builder of a graph is the same.
  const { members } = write(makeGraphBuilder(writtenMembers([]), 0) as never)
  return {
    kind: "graph",
    members,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
  }
}

interface UntypedGraphBuilder {
  readonly members: ReadonlyArray<GraphMember>
  readonly node: (
    name: string,
    options: { readonly needs: ReadonlyArray<string> },
    body: BlockCallback,
  ) => UntypedGraphBuilder
}

/** The nodes of a graph so far. The builders of one chain share a list, of which each sees its first ones. */
interface WrittenMembers {
  readonly list: Array<GraphMember>
  /** Where in the list each name stands first. */
  readonly places: Map<string, number>
}

function makeGraphBuilder(written: WrittenMembers, count: number): UntypedGraphBuilder {
  const isEarlier = (name: string): boolean => (written.places.get(name) ?? count) < count
  return Object.freeze<UntypedGraphBuilder>({
    get members() {
      return Object.freeze(written.list.slice(0, count))
    },
    node: (name, { needs }, body) => {
      checkName(name)
      checkNeeds(name, needs, isEarlier)
      const member = Object.freeze({ name, needs: Object.freeze([...needs]), block: parseBlock(body) })
      // A second node after the same ones begins a list of its own, for no builder changes another.
      const own = written.list.length === count ? written : writtenMembers(written.list.slice(0, count))
      addMember(own, member)
      return makeGraphBuilder(own, count + 1)
    },
  })
}

function writtenMembers(members: ReadonlyArray<GraphMember>): WrittenMembers {
  const written: WrittenMembers = { list: [], places: new Map() }
  for (const member of members) addMember(written, member)
  return written
}

function addMember({ list, places }: WrittenMembers, member: GraphMember): void {
  if (!places.has(member.name)) places.set(member.name, list.length)
  list.push(member)
}

function checkNeeds(name: string, needs: ReadonlyArray<string>, isEarlier: (name: string) => boolean): void {
  const missing = needs.find((need) => !isEarlier(need))
  if (missing !== undefined) {
    throw new PlanError("GRAPH.NEED_UNKNOWN", `node '${name}' needs '${missing}', but no earlier node has that name`)
  }
  const seen = new Set<string>()
  for (const need of needs) {
    if (seen.has(need)) throw new PlanError("GRAPH.NEED_DUPLICATE", `node '${name}' needs '${need}' twice`)
    seen.add(need)
  }
}
