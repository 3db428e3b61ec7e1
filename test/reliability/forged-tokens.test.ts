import { readFileSync } from "node:fs"
import { expect, it } from "vitest"
import { answerAll, attack } from "./forgery/attack.ts"
import { ways } from "./forgery/forge.ts"
import { openWaiting } from "./forgery/waiting.ts"

// `node test/reliability/forged-tokens.ts 1000000 1` tries as many as it is told.
it("accepts no forged, expired, crossed or replayed token", async () => {
  const waiting = await openWaiting(new Uint8Array(32).fill(7), 3)
  const foreign = await openWaiting(new Uint8Array(32).fill(8), 3)
  const { tried, accepted } = await attack(waiting, foreign, { count: 3_000, seed: 1 })
  expect(accepted).toEqual([])
  expect([...tried.keys()].toSorted()).toEqual([...ways].toSorted())
  for (const { status } of (await waiting.engine.list()).items) expect(["running", "waiting"]).toContain(status)
  expect(new Set(await answerAll(waiting))).toEqual(new Set(["PayloadMismatch", "200 409"]))
  await waiting.engine.close()
  await foreign.engine.close()
})

it("compares signatures in constant time, in one place", () => {
  const source = readFileSync(new URL("../../packages/runtime/src/webhooks/token.ts", import.meta.url), "utf8")
  expect(source).toContain(`crypto.subtle.verify("HMAC"`)
  expect(source).not.toMatch(/[sS]ignature\w* [!=]== (?!undefined)/)
})
