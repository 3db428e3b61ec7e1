import { resource } from "@millrace/dsl"

/** Something to count with. */
export const counter = resource("counter", {
  acquire: async () => ({ count: (text: string) => text.length }),
  release: (counter) => void counter.count(""),
})
