import { activity } from "@millrace/dsl"

const third = "third"

export const first = activity("first", (n: number) => n)
export const second = activity(`second`, { run: (n: number) => n + 1, timeout: "5 seconds" })
export const byConstant = activity(third, (given: { readonly n: number }) => given.n)
export const kit = Object.freeze({ nested: { byConstant } })
export const limits = { minutes: 2, retry: { maximumAttempts: 3 } } as const
export { limits as bounds }
