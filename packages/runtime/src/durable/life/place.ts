/** A step of an execution. */
export interface Place {
  readonly execution: string
  readonly path: string
}

/** Gives a text that no other place has, whatever its names are. */
export function placeKey({ execution, path }: Place): string {
  return JSON.stringify([execution, path])
}
