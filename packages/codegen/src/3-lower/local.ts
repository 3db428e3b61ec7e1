/** A variable of the emitted code. Two locals are the same when they are the same object; their names may repeat. */
export interface Local {
  readonly kind: "local"
  readonly name: string
}

/** Makes a local with this name. */
export function makeLocal(name: string): Local {
  return Object.freeze({ kind: "local", name })
}
