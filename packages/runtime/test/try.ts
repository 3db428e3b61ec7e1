import { open, paid, reviewed, noted, failed, slept } from "./durable/engine-workflows.ts"
import { memoryStore } from "@millrace/runtime/journal"
const engine = await open(memoryStore(), { runners: [paid, reviewed, noted, failed, slept] })
const server = await engine.serve({ port: 7299 })
console.log(server.url)
