import { fork } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"

/** A peer that has been opened in a process of its own. */
export interface PeerProcess {
  /** Runs so many executions, so many at once, and gives how long that took, in milliseconds. */
  readonly run: (executions: number, atOnce: number) => Promise<number>
  readonly close: () => Promise<void>
}

/** Opens a peer by its name in a folder. Rejects when it cannot be opened. */
export async function openPeer(name: string, folder: string): Promise<PeerProcess> {
  const script = fileURLToPath(new URL("../durable-peers/run-peer.ts", import.meta.url))
  const child = fork(script, [name, folder], { stdio: ["ignore", "ignore", "inherit", "ipc"] })
  await answer(child)
  return {
    run: async (executions, atOnce) => {
      child.send({ executions, atOnce })
      return Number(await answer(child))
    },
    close: async () => {
      const ended = once(child, "exit")
      child.send("close")
      await ended
    },
  }
}

/** What the process says next; it rejects when that ends instead. */
function answer(child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the process of a peer ended with ${code}`))
    child.once("exit", ended)
    child.once("message", (message) => {
      child.removeListener("exit", ended)
      resolve(message)
    })
  })
}
