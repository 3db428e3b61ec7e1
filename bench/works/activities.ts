import { activity } from "@millrace/dsl/activity"

/** The smallest work there is: what is measured is everything around it. */
export const increment = activity("increment", (given: { readonly n: number }) => given.n + 1)
/** The same as a Promise. */
export const incrementLater = activity("increment-later", async (given: { readonly n: number }) => given.n + 1)
