import { dbos } from "./dbos.ts"
import type { DurablePeer } from "./durable-peer.ts"
import { effectCluster } from "./effect-cluster.ts"
import { openworkflow } from "./openworkflow.ts"
import { restateServer } from "./restate.ts"

/** All durable peers, in the order of the alphabet. */
export const durablePeers: ReadonlyArray<DurablePeer> = [dbos, effectCluster, openworkflow, restateServer]
