import { activity } from "@millrace/dsl"

export const file = activity("file", ({ by }: { readonly by: string }) => `filed by ${by}`)
