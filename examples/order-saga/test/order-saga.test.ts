import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, expect, test } from "vitest"
import { audit } from "../books/audit.ts"
import { keepKilling } from "../books/keep-killing.ts"

const folder = mkdtempSync(join(tmpdir(), "order-saga-"))
afterAll(() => rmSync(folder, { recursive: true }))

test("the books balance when the shop was killed again and again", async () => {
  const orders = 70
  const killed = await keepKilling({ folder, orders, kills: 3, nextMs: () => 600 })
  const { endings, mistakes } = audit(folder, orders)
  expect(killed).toBeGreaterThan(0)
  expect(mistakes).toEqual([])
  expect([...endings.keys()].toSorted()).toEqual(["FraudSuspected", "PaymentDeclined", "Unreachable", "shipped"])
})
