/**
 * Names the property that a mapping reads and the scope does not have.
 *
 * **Details**
 *
 * A scope is an object type like any other to TypeScript; but every scope has the workflow's `input`, and an author's own
 * object has seldom a read-only property of that name.
 */
export function unknownNameIn(message: string): string | undefined {
  return /^Property '([^']+)' does not exist on type '\{ (?:.*; )?readonly input: /.exec(message)?.[1]
}
