import { createServer } from "node:net"

/** Finds a port that nobody listens at, for a shop that is started there again and again. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === "string") throw new Error("a server on loopback has no port")
  return address.port
}
