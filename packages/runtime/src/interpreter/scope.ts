import { PlanError } from "@millrace/plan"
import type { LiveCode, ScopeValues } from "@millrace/plan"

/** What mappings read: the results of earlier steps by name, with what the workflow and its blocks add. */
export type MappingScope = ScopeValues

/** Gives a scope with one more name in it; the one before stays as it was. */
export function withName(scope: MappingScope, name: string, value: unknown): MappingScope {
  // A computed key defines an own property, whatever the name.
  return { ...scope, [name]: value }
}

/** Gives the binding of a node's value to its name. */
export function nameBinding(name: string): (scope: MappingScope, value: unknown) => MappingScope {
  assertName(name)
  return (scope, value) => withName(scope, name, value)
}

/** Gives what it is given. */
export function itself(value: unknown): unknown {
  return value
}

/** Gives the values of a `parallel` by name. */
export function valuesOf(record: unknown): MappingScope {
  // A parallel's value is the record that its verb has made.
  return record as MappingScope
}

/** Refuses the one name that is no property like others. */
export function assertName(name: string): void {
  if (name === "__proto__") throw new PlanError("PLAN.NAME_RESERVED", "'__proto__' cannot be the name of a step")
}

/** Calls a mapping, predicate or key of a live plan. */
export function callMapping(mapping: LiveCode["mapping"], first: unknown, second?: unknown): unknown {
  // The builder has checked the mapping against the scope it stands in; the types are erased by then.
  return (mapping as (first: unknown, second?: unknown) => unknown)(first, second)
}
