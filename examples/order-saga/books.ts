import { mkdirSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { parseArgs } from "node:util"
import { audit } from "./books/audit.ts"
import { keepKilling } from "./books/keep-killing.ts"

const { values: options } = parseArgs({
  options: {
    orders: { type: "string", default: "300" },
    /** How often the shop is killed at most. */
    kills: { type: "string", default: "20" },
    folder: { type: "string", default: fileURLToPath(new URL(".millrace/books", import.meta.url)) },
  },
})
const [orders, kills, folder] = [Number(options.orders), Number(options.kills), options.folder]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
console.log(`${orders} orders; the shop is killed at random moments, up to ${kills} times.`)
const killed = await keepKilling({
  folder,
  orders,
  kills,
  nextMs: () => 350 + Math.random() * 900,
  onKill: (count) => console.log(`kill -9, for the ${count}. time`),
})

const { endings, repeatedCalls, mistakes } = audit(folder, orders)
console.log(`\nKilled ${killed} times. Every order has ended:`)
for (const [ending, count] of endings) console.log(`  ${String(count).padStart(5)} ${ending}`)
console.log(`${repeatedCalls} calls came to a partner again, and were answered as the first time.`)
for (const mistake of mistakes) console.error(`wrong: ${mistake}`)
console.log(
  mistakes.length === 0
    ? "The books balance: money taken is orders shipped, the stock adds up, and no reservation is left behind."
    : `The books do not balance: ${mistakes.length} mistakes.`,
)
process.exitCode = mistakes.length === 0 ? 0 : 1
