import { activity } from "@millrace/dsl/activity"

export const increment = activity("increment", (given: { readonly n: number }) => given.n + 1)
