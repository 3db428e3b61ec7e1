import { activity } from "@millrace/dsl"

export const echo = activity("echo", ({ text }: { readonly text: string }) => text)

export const check = (text: string, where: string): string => {
  if (text === where) throw new RangeError(`thrown in ${where}`)
  return text
}
