import type { Concurrency } from "@millrace/plan"
import { InternalError } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { startBlock } from "../runner/block.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "../runner/block.ts"
import { thenGive } from "../runner/block-wait.ts"
import { blockPosition } from "../runner/position.ts"
import type { Position } from "../runner/position.ts"
import { eachWhenReady } from "./each-when-ready.ts"
import type { DependentWork } from "./each-when-ready.ts"

declare const body: unique symbol

/** A node that has been written, for those who need it. */
export interface GraphHandle<out Body extends BlockBody> {
  readonly name: string
  /** Carries the type; never present at run time. */
  readonly [body]?: Body
}

type AnyHandle = GraphHandle<BlockBody>

/** The values of what a node needs, in the order in which it names them. */
type NeededValues<Needs extends ReadonlyArray<AnyHandle>> = {
  readonly [Index in keyof Needs]: HandleValue<Needs[Index]>
}

type BodyOf<Handle> = Handle extends GraphHandle<infer Body> ? Body : never
type HandleValue<Handle> = ValueOf<BodyOf<Handle>>

/** Writes the nodes of a graph. */
export interface GraphWriter {
  /** Adds a node, which begins when those it needs have ended, and is given their values. */
  readonly node: <const Needs extends ReadonlyArray<AnyHandle>, Body extends BlockBody>(
    name: string,
    needs: Needs,
    body: (at: Position, ...needed: NeededValues<Needs>) => Body,
  ) => GraphHandle<Body>
}

/** How a graph runs. */
export interface GraphOptions {
  /** How many nodes run at once. @default all that can */
  readonly concurrency?: Concurrency
}

/**
 * Runs blocks in the order of what they need, and gives their values by name.
 *
 * **Details**
 *
 * Whenever nodes can begin they do, the first written one first. The first failure interrupts the others, waits for their
 * cleanup, and then fails the whole.
 *
 * **Example**
 *
 * ```ts
 * const { found, name } = yield* graph(at, (g) => {
 *   const found = g.node("found", [], (at) => findStep(at, { id }))
 *   const name = g.node("name", [found], (at, found) => nameStep(at, { id: found.id }))
 *   return { found, name }
 * })
 * ```
 *
 * @since 0.1.0
 */
export function graph<const Handles extends Readonly<Record<string, AnyHandle>>>(
  at: Position,
  write: (g: GraphWriter) => Handles,
  options?: GraphOptions,
): Effect.Effect<
  { readonly [Name in keyof Handles]: HandleValue<Handles[Name]> },
  FailureOf<BodyOf<Handles[keyof Handles]>>,
  RequirementsOf<BodyOf<Handles[keyof Handles]>>
>
export function graph(
  at: Position,
  write: (g: GraphWriter) => Readonly<Record<string, AnyHandle>>,
  { concurrency = "unbounded" }: GraphOptions = {},
): Effect.Effect<unknown, unknown, unknown> {
  return runGraph(write, concurrency, (name) => blockPosition(at, name))
}

/**
 * Runs the verbs of one block in the order of what they read, and gives their values by name.
 *
 * **Details**
 *
 * As `graph`, but each node is a verb of the block itself, and stands where it was written.
 *
 * @since 0.1.0
 */
export function dataflow<const Handles extends Readonly<Record<string, AnyHandle>>>(
  at: Position,
  write: (g: GraphWriter) => Handles,
): Effect.Effect<
  { readonly [Name in keyof Handles]: HandleValue<Handles[Name]> },
  FailureOf<BodyOf<Handles[keyof Handles]>>,
  RequirementsOf<BodyOf<Handles[keyof Handles]>>
>
export function dataflow(
  at: Position,
  write: (g: GraphWriter) => Readonly<Record<string, AnyHandle>>,
): Effect.Effect<unknown, unknown, unknown> {
  return runGraph(write, "unbounded", () => at)
}

/** A node's body, whatever it needs. */
type AnyNodeBody = (at: Position, ...needed: ReadonlyArray<unknown>) => BlockBody

function runGraph(
  write: (g: GraphWriter) => Readonly<Record<string, AnyHandle>>,
  concurrency: Concurrency,
  positionOf: (name: string) => Position,
): Effect.Effect<unknown, unknown, unknown> {
  const work: Array<DependentWork> = []
  const places = new Map<AnyHandle, number>()
  const placeOf = (handle: AnyHandle): number => {
    const place = places.get(handle)
    if (place === undefined) throw new InternalError(`'${handle.name}' is no node of this graph`)
    return place
  }
  const node = (name: string, needs: ReadonlyArray<AnyHandle>, run: AnyNodeBody): AnyHandle => {
    const handle = { name }
    const begin = (values: ReadonlyArray<unknown>): Effect.Effect<unknown, unknown, unknown> =>
      startBlock((position) => run(position, ...values), positionOf(name), undefined, undefined)
    places.set(handle, work.length)
    work.push({ needs: needs.map(placeOf), begin })
    return handle
  }
  // The types of a node's body are those that its own call has inferred.
  const handles = Object.entries(write({ node } as GraphWriter))
  return thenGive(eachWhenReady(work, concurrency), (values) =>
    Object.fromEntries(handles.map(([name, handle]) => [name, values[placeOf(handle)]])),
  )
}
