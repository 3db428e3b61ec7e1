import type { Journal } from "../journal.ts"

/** A store that the suite is run on, empty at first. */
export interface StoreUnderTest {
  /** Opens it; what was opened before has been closed, or its process has ended. */
  readonly open: () => Journal | Promise<Journal>
}

/** One thing that a store owes its callers. It throws when the store does not. */
export interface SuiteCase {
  readonly title: string
  readonly run: (store: StoreUnderTest) => Promise<void>
}
