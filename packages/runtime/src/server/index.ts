/** An engine over HTTP. */
export { makeHandler } from "./make-handler.ts"
export type { EngineHandler, HandlerOptions } from "./make-handler.ts"
export { runServer } from "./run-server.ts"
export type { RunServerOptions, ServerExitCode } from "./run-server.ts"
export { serve } from "./serve.ts"
export type { EngineServer, ServeOptions } from "./serve-options.ts"
export { KeyMissing, KeyTooShort } from "./server-failures.ts"
