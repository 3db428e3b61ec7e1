import { createServer } from "node:http"
import type { Server } from "node:http"
import { fetchRequest } from "./fetch-request.ts"
import { sendResponse } from "./send-response.ts"

/** A server that takes requests. */
export interface Listening {
  readonly port: number
  /** Takes no new connections, lets requests that are being answered end for as long as `graceMs`, and ends. */
  readonly close: (graceMs: number) => Promise<void>
}

/** Answers requests to a port; 0 is any that is free. Rejects with what Node says where it cannot be had. */
export async function listen(
  handle: (request: Request) => Promise<Response>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    const gone = new AbortController()
    outgoing.once("close", () => {
      if (!outgoing.writableFinished) gone.abort()
    })
    void sendResponse(handle(fetchRequest(incoming, "http://localhost", gone.signal)), outgoing)
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, host, resolve)
  })
  const address = server.address()
  const taken = typeof address === "object" && address !== null ? address.port : port
  return { port: taken, close: (graceMs) => closed(server, graceMs) }
}

function closed(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => server.closeAllConnections(), graceMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
