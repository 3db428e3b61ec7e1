import { activity } from "@millrace/dsl/activity"

/** Adds a color to those there are. */
export const append = activity("append", {
  effects: "none",
  run: ({ colors, color }: { readonly colors: ReadonlyArray<string>; readonly color: string }) => [...colors, color],
})
