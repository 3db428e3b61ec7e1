import { activity } from "@millrace/dsl"

export const measure = activity("measure", async (given: { readonly text: string }) => given.text.length)

export const add = activity("add", (given: { readonly left: number; readonly right: number }) => {
  if (given.left > 9) throw new RangeError("too long to add")
  return given.left + given.right
})
