import { flow, resource } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const connection = resource("connection", {
  acquire: async () => ({ count: (text: string) => text.length }),
  release: () => undefined,
})
const start = flow("order", { input: Order })
// hover at `resource`: (parameter) resource: { count: (text: string) => number; }
const used = start.use("used", connection, (b) => b.let("counted", ({ resource }) => resource.count("abc")))

// hover at `used }`: (parameter) used: number
used.let("all", ({ used }) => used)
