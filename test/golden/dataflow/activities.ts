import { activity } from "@millrace/dsl"

/** Takes as many turns of the event loop's microtasks as it is told, so that no load of the machine changes the order. */
export const slow = activity("slow", async (given: { readonly turns: number; readonly text: string }) => {
  for (let turn = 0; turn < given.turns * 20; turn++) await undefined
  if (given.text === "bad") throw new Error("bad text")
  return given.text.toUpperCase()
})

export const join = activity("join", (given: { readonly parts: ReadonlyArray<string> }) => given.parts.join(" "))
