import { Session } from "node:inspector/promises"
import type { Debugger } from "node:inspector/promises"

/** What a debugger learned of a module, and where it stopped in it. */
export interface Stops {
  readonly sourceMapUrl: string | undefined
  readonly stops: ReadonlyArray<Debugger.Location>
}

interface Runnable {
  readonly run: (input: unknown) => Promise<unknown>
}

// A debugger stops the whole thread, so that what is looked at runs in a process of its own.
const [url = "", exportName = "", line = "", column = ""] = process.argv.slice(2)

const session = new Session()
session.connect()
let sourceMapUrl: string | undefined
const stops: Array<Debugger.Location> = []
session.on("Debugger.scriptParsed", ({ params }) => {
  if (params.url === url) sourceMapUrl = params.sourceMapURL
})
session.on("Debugger.paused", ({ params }) => {
  stops.push(...params.callFrames.slice(0, 1).map(({ location }) => location))
})
await session.post("Debugger.enable")
const runners = (await import(url)) as Readonly<Record<string, Runnable>>
await session.post("Debugger.setBreakpointByUrl", { url, lineNumber: Number(line), columnNumber: Number(column) })
await runners[exportName]?.run({ order: { lines: [{ price: 5 }] } })
session.disconnect()

process.stdout.write(JSON.stringify({ sourceMapUrl, stops } satisfies Stops))
