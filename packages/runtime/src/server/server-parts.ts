import type { Engine } from "../durable/engine.ts"

/** What the operations of a server share. */
export interface ServerParts {
  readonly engine: Engine
  /** Aborts when the server ends: what goes on for long ends with it. */
  readonly ending: AbortSignal
  /** Is told what goes wrong that no caller hears of. */
  readonly onError: (error: unknown) => void
}
