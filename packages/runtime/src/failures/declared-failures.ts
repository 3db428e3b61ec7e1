import type { AnyActivity } from "@millrace/plan"

type Declared = AnyActivity["errors"]

const declared = new Map<string, Declared>()

/** Notes the classes of failures that an activity declares. */
export function noteDeclared({ name, errors }: AnyActivity): void {
  if (errors.length > 0) declared.set(name, errors)
}

/** Gives the classes of failures that the activity with a name declares, where a step with it is there. */
export function declaredBy(activity: string): Declared {
  return declared.get(activity) ?? []
}
