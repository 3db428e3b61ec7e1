import { spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import * as restate from "@restatedev/restate-sdk"
import type { DurablePeer } from "./durable-peer.ts"
import { freePort } from "./postgres.ts"
import { tenSteps } from "./ten-steps.ts"

/** Restate: its server in a process of its own, and its service in this one. */
export const restateServer: DurablePeer = {
  name: "Restate",
  store: "its server",
  open: async (folder) => {
    const [ingress, admin, node, service] = [await freePort(), await freePort(), await freePort(), await freePort()]
    const server = spawn(binary(), ["--node-name", "bench", "--base-dir", join(folder, "restate")], {
      // It tells of every release that it cannot look for.
      stdio: "ignore",
      env: {
        ...process.env,
        RESTATE_INGRESS__BIND_ADDRESS: `127.0.0.1:${ingress}`,
        RESTATE_ADMIN__BIND_ADDRESS: `127.0.0.1:${admin}`,
        RESTATE_BIND_ADDRESS: `127.0.0.1:${node}`,
        RESTATE_ADVERTISED_ADDRESS: `http://127.0.0.1:${node}`,
        RESTATE_LOG_FILTER: "error",
        DO_NOT_TRACK: "1",
      },
    })
    await restate.serve({ services: [sequence], port: service })
    await untilUp(`http://127.0.0.1:${admin}/health`)
    await post(`http://127.0.0.1:${admin}/deployments`, { uri: `http://127.0.0.1:${service}` })
    await untilUp(`http://127.0.0.1:${ingress}/restate/health`)
    return {
      run: async (n) => Number(await post(`http://127.0.0.1:${ingress}/sequence/run`, n)),
      close: async () => {
        const ended = once(server, "exit")
        server.kill("SIGTERM")
        await ended
      },
    }
  },
}

const sequence = restate.service({
  name: "sequence",
  handlers: {
    run: (context: restate.Context, n: number) => tenSteps(n, (name, work) => context.run(name, work)),
  },
})

function binary(): string {
  const { resolve } = createRequire(import.meta.resolve("@restatedev/restate-server/package.json"))
  return resolve(`@restatedev/restate-server-${process.platform}-${process.arch}/bin/restate-server`)
}

async function post(url: string, body: unknown): Promise<unknown> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  })
  if (!answer.ok) throw new Error(`'${url}' answers ${answer.status}: ${await answer.text()}`)
  return answer.json()
}

async function untilUp(url: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const isUp = await fetch(url).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await sleep(100)
  }
  throw new Error(`'${url}' does not answer`)
}
