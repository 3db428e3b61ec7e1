import { answerAll, attack } from "./forgery/attack.ts"
import { openWaiting } from "./forgery/waiting.ts"

/**
 * Tries so many forged, expired, crossed and replayed tokens on an engine: `node test/reliability/forged-tokens.ts 1000000 1`.
 * The arguments are how many there are, and the seed.
 */
const [count = "1000000", seed = "1"] = process.argv.slice(2)
const waiting = await openWaiting(crypto.getRandomValues(new Uint8Array(32)), 5)
const foreign = await openWaiting(crypto.getRandomValues(new Uint8Array(32)), 5)
const startedAt = performance.now()
const { tried, refused, accepted } = await attack(waiting, foreign, { count: Number(count), seed: Number(seed) })
for (const [way, times] of tried) console.log(`${String(times).padStart(9)} ${way}`)
for (const [how, times] of refused) console.log(`${String(times).padStart(9)} refused: ${how}`)
for (const each of accepted.slice(0, 20)) console.error(`accepted by ${each.by}: ${each.way} ${each.token}`)
const genuine = await answerAll(waiting)
await waiting.engine.close()
await foreign.engine.close()
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(0)
console.log(
  `${count} tokens, seed ${seed}, ${accepted.length} accepted, in ${seconds} s; the genuine ones: ${genuine.join(", ")}`,
)
process.exitCode = accepted.length === 0 ? 0 : 1
