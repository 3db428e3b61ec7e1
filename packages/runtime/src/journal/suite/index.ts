import { claimCases } from "./claims.ts"
import { executionCases } from "./executions.ts"
import { messageCases } from "./messages.ts"
import { recordCases } from "./record.ts"
import type { SuiteCase } from "./store-under-test.ts"

export type { StoreUnderTest, SuiteCase } from "./store-under-test.ts"

/**
 * What every store owes its callers, as tests for any runner of tests. Each case wants a store of its own.
 *
 * **Example**
 *
 * ```ts
 * for (const { title, run } of journalSuite) it(title, () => run(emptyStore()))
 * ```
 *
 * @since 0.1.0
 */
export const journalSuite: ReadonlyArray<SuiteCase> = [
  ...executionCases,
  ...claimCases,
  ...messageCases,
  ...recordCases,
]
