import { activity } from "@millrace/dsl"

export const shrink = activity("shrink", (given: { readonly amount: number }) => given.amount / 2)

export const report = activity("report", (given: { readonly lines: ReadonlyArray<string> }) => given.lines.join("; "))
