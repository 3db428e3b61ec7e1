/** How many branches or items run at once: a whole number from 1, or all of them. */
export type Concurrency = number | "unbounded"
