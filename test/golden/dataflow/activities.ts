import { activity } from "@millrace/dsl"

/** Takes as long as it is told, in milliseconds. */
export const slow = activity("slow", async (given: { readonly ms: number; readonly text: string }) => {
  await new Promise((resolve) => setTimeout(resolve, given.ms))
  if (given.text === "bad") throw new Error("bad text")
  return given.text.toUpperCase()
})

export const join = activity("join", (given: { readonly parts: ReadonlyArray<string> }) => given.parts.join(" "))
