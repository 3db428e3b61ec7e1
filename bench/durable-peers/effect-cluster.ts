import { PgClient } from "@effect/sql-pg"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as ClusterWorkflowEngine from "effect/cluster/ClusterWorkflowEngine"
import * as SingleRunner from "effect/cluster/SingleRunner"
import * as Digest from "effect/crypto/Digest"
import * as Activity from "effect/workflow/Activity"
import * as Workflow from "effect/workflow/Workflow"
import type { DurablePeer } from "./durable-peer.ts"
import { startPostgres } from "./postgres.ts"

/** Effect's workflows on its cluster with one runner, which keeps its messages in PostgreSQL. */
export const effectCluster: DurablePeer = {
  name: "effect/workflow on effect/cluster",
  store: "PostgreSQL",
  open: async (folder) => {
    const postgres = await startPostgres(folder)
    const database = PgClient.layer({ url: Redacted.make(postgres.url), maxConnections: 50 })
    const runner = SingleRunner.layer({ shardingConfig: { entityMessagePollInterval: 100 } })
    const engine = ClusterWorkflowEngine.layer.pipe(
      Layer.provideMerge(runner),
      Layer.provide([database, Digest.layerWebCrypto]),
    )
    const runtime = ManagedRuntime.make(sequence.toLayer(({ n }) => tenActivities(n)).pipe(Layer.provideMerge(engine)))
    await runtime.runPromise(Effect.void)
    return {
      run: (n) => runtime.runPromise(sequence.execute({ n, key: crypto.randomUUID() })),
      close: async () => {
        await runtime.dispose()
        await postgres.stop()
      },
    }
  },
}

const sequence = Workflow.make("sequence", {
  payload: { n: Schema.Number, key: Schema.String },
  success: Schema.Number,
  idempotencyKey: ({ key }) => key,
})

const tenActivities = Effect.fnUntraced(function* (n: number) {
  let value = n
  for (let count = 1; count <= 10; count++) {
    const before = value
    value = yield* Activity.make({
      name: `s${count}`,
      success: Schema.Number,
      execute: Effect.sync(() => before + 1),
    })
  }
  return value
})
