import { spawn } from "node:child_process"
import { setTimeout as pass } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import { Bank } from "../partners/bank.ts"
import { freePort } from "./free-port.ts"
import { whileBankTells } from "./keep-telling.ts"

const shop = fileURLToPath(new URL("shop.ts", import.meta.url))

/** How the shop is killed. */
export interface Killing {
  readonly folder: string
  readonly orders: number
  /** How often, at most. */
  readonly kills: number
  /** Gives how long it may run. */
  readonly nextMs: () => number
  readonly onKill?: (kills: number) => void
}

/** Runs the shop until all orders have ended, kills it again and again on the way, and says how often. */
export async function keepKilling(killing: Killing): Promise<number> {
  // The bank is another house: it lives on, and calls again where nobody was there.
  return whileBankTells(new Bank(killing.folder), killAgainAndAgain(killing, await freePort()))
}

async function killAgainAndAgain(
  { folder, orders, kills: most, nextMs, onKill }: Killing,
  port: number,
): Promise<number> {
  for (let kills = 0; ; kills++) {
    const given = [folder, String(orders), String(port)]
    const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", shop, ...given], {
      stdio: ["ignore", "inherit", "inherit"],
    })
    const ended = new Promise<"killed" | number | null>((resolve, reject) => {
      child.once("error", reject)
      child.once("close", (code, signal) => resolve(signal === "SIGKILL" ? "killed" : code))
    })
    if (kills < most) {
      const stop = new AbortController()
      await Promise.race([ended, pass(nextMs(), undefined, { signal: stop.signal }).catch(() => undefined)])
      stop.abort()
      child.kill("SIGKILL")
    }
    const end = await ended
    if (end === 0) return kills
    if (end !== "killed") throw new Error(`the shop ended with ${end}`)
    onKill?.(kills + 1)
  }
}
