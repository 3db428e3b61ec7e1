import { activity } from "@millrace/dsl"

export const echo = activity("echo", (given: { readonly value: number }) => given.value + 1)

// Names that the runner ABI has too.
export const step = activity("step", (given: { readonly value: number }) => given.value * 2)
export const parallel = (value: number): number => value + 100
export const flows = (value: number): number => value + 1000
export const at = (value: number): number => value + 10_000
export const total = activity("total", (given: { readonly value: number }) => given.value)
