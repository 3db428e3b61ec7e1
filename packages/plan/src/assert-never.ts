import { InternalError } from "./internal-error.ts"

/** Marks a place that the type checker knows to be unreachable. */
export function assertNever(value: never): never {
  throw new InternalError(`unexpected value ${JSON.stringify(value)}`)
}
