/** How an engine is served over HTTP. */
export interface ServeOptions {
  /** 0 takes any that is free. */
  readonly port: number
  /** Any other than loopback needs a `key`. @default "127.0.0.1" */
  readonly host?: string
  /** What callers have to know, at least 16 characters. @default none */
  readonly key?: string
  /** Names that a server on loopback is called by, such as that of a proxy before it. @default none but loopback's own */
  readonly hosts?: ReadonlyArray<string>
  /** Sites whose pages may use it, such as `https://tools.example.org`. @default none */
  readonly origins?: ReadonlyArray<string>
  /** The largest body of a request. @default 2 MiB */
  readonly limitBytes?: number
  /** Is told what goes wrong that no caller hears of. @default written to stderr */
  readonly onError?: (error: unknown) => void
}

/** A running server. */
export interface EngineServer {
  /** Where it is: `http://127.0.0.1:7233`. */
  readonly url: string
  readonly port: number
  /**
   * Takes no new connections, lets requests that are being answered end for as long as `graceMs` (1000 unless given), and
   * ends. The engine goes on: close it behind this.
   */
  readonly close: (options?: { readonly graceMs?: number }) => Promise<void>
  readonly [Symbol.asyncDispose]: () => Promise<void>
}
