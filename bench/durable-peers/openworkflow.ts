import { join } from "node:path"
import { OpenWorkflow } from "openworkflow"
import { BackendSqlite } from "openworkflow/sqlite"
import type { DurablePeer } from "./durable-peer.ts"
import { tenSteps } from "./ten-steps.ts"

/** openworkflow, with a worker in this process. */
export const openworkflow: DurablePeer = {
  name: "openworkflow",
  store: "SQLite",
  open: async (folder) => {
    const backend = BackendSqlite.connect(join(folder, "openworkflow.db"))
    const client = new OpenWorkflow({ backend })
    const sequence = client.defineWorkflow<{ readonly n: number }, number>({ name: "sequence" }, ({ input, step }) =>
      tenSteps(input.n, (name, work) => step.run({ name }, work)),
    )
    const worker = client.newWorker({ concurrency: 512 })
    await worker.start()
    return {
      run: async (n) => (await sequence.run({ n })).result(),
      close: async () => {
        await worker.stop()
        await backend.stop()
      },
    }
  },
}
