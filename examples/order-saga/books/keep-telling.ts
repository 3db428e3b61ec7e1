import { setTimeout as pass } from "node:timers/promises"
import type { Bank } from "../partners/bank.ts"

/** Has the bank tell the shop what came of payments, as long as something else takes. */
export async function whileBankTells<Value>(bank: Bank, doing: Promise<Value>): Promise<Value> {
  const over = new AbortController()
  const telling = (async () => {
    while (!over.signal.aborted) {
      await bank.tell()
      await pass(10)
    }
  })()
  try {
    return await doing
  } finally {
    over.abort()
    await telling
  }
}
