import { spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import type { MessagePort } from "node:worker_threads"
import { workerData } from "node:worker_threads"

/** What the thread is given that waits for the process in which schemas are evaluated. */
export interface SchemaWork {
  /** The modules, as JSON. */
  readonly input: string
  readonly timeoutMs: number
  /** Where the answers go, as JSON; `undefined` where there are none. */
  readonly port: MessagePort
  /** Becomes 1 when they are there. */
  readonly done: Int32Array
}

const answersChannel = 3
// What `compile-schemas.ts` gives it.
const { input, timeoutMs, port, done } = workerData as SchemaWork
try {
  port.postMessage(evaluated())
} finally {
  Atomics.store(done, 0, 1)
  Atomics.notify(done, 0)
}

function evaluated(): string | undefined {
  const child = fileURLToPath(
    import.meta.resolve(import.meta.url.endsWith(".ts") ? "./schema-child.ts" : "./schema-child.js"),
  )
  const { output, status } = spawnSync(process.execPath, ["--no-warnings", child], {
    input,
    timeout: timeoutMs,
    maxBuffer: 256 * 1024 * 1024,
    encoding: "utf8",
    // What modules print is nobody's business; the answers come by a channel of their own.
    stdio: ["pipe", "ignore", "ignore", "pipe"],
  })
  const answers = output?.[answersChannel]
  return status === 0 && typeof answers === "string" ? answers : undefined
}
