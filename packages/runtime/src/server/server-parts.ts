import type { Engine } from "../durable/engine.ts"

/** What the operations of a server share. */
export interface ServerParts {
  readonly engine: Engine
  /** Whether the server is about to end, and should be given no more work. */
  readonly isEnding: () => boolean
  /** Is told what goes wrong that no caller hears of. */
  readonly onError: (error: unknown) => void
}
