// Opens one peer in this process, and measures what its parent asks for.
import { durablePeers } from "./durable-peers.ts"

/** So many executions, so many of them at once. */
interface Asked {
  readonly executions: number
  readonly atOnce: number
}

const [name, folder = ""] = process.argv.slice(2)
const peer = durablePeers.find((each) => each.name === name)
if (peer === undefined) throw new Error(`there is no peer '${name}'`)
const opened = await peer.open(folder)
let last = 0

process.on("message", (asked: Asked | "close") => void (asked === "close" ? close() : measure(asked)))
// Nobody asks any more.
process.on("disconnect", () => process.exit(1))
process.send?.("open")

/** Every result is demanded, and compared. */
async function measure({ executions, atOnce }: Asked): Promise<void> {
  const startedMs = performance.now()
  let left = executions
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1
      const n = (last += 1)
      const result = await opened.run(n)
      if (result !== n + 10) throw new Error(`'${name}' gives ${result} for ${n}`)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  process.send?.(performance.now() - startedMs)
}

async function close(): Promise<void> {
  await opened.close()
  process.exit(0)
}
