import { DBOS } from "@dbos-inc/dbos-sdk"
import type { DurablePeer } from "./durable-peer.ts"
import { startPostgres } from "./postgres.ts"
import { tenSteps } from "./ten-steps.ts"

/** DBOS, as a library in this process, with steps and workflows in PostgreSQL. */
export const dbos: DurablePeer = {
  name: "DBOS",
  store: "PostgreSQL",
  open: async (folder) => {
    const postgres = await startPostgres(folder)
    DBOS.setConfig({
      name: "bench",
      systemDatabaseUrl: postgres.url,
      systemDatabasePoolSize: 50,
      logLevel: "error",
      runAdminServer: false,
    })
    const sequence = DBOS.registerWorkflow((n: number) => tenSteps(n, (name, work) => DBOS.runStep(work, { name })), {
      name: "sequence",
    })
    await DBOS.launch()
    return {
      run: async (n) => (await DBOS.startWorkflow(sequence)(n)).getResult(),
      close: async () => {
        await DBOS.shutdown()
        await postgres.stop()
      },
    }
  },
}
