import { RequestRefused } from "../api/request-refused.ts"

/** The names of this machine to itself. */
const loopback: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"])

/** Whether an address is reached from this machine only. */
export function isLoopback(host: string): boolean {
  return loopback.has(host) || host === "::1" || /^127(?:\.\d{1,3}){3}$/.test(host)
}

/**
 * Refuses a request to a server on loopback that was not made to one of its names.
 *
 * **Details**
 *
 * A foreign site can have its own name resolve to 127.0.0.1, and then reach the server with its visitor's browser. The name
 * still stands in `Host`.
 */
export function checkHost(request: Request, allowed: ReadonlySet<string> | undefined): void {
  if (allowed === undefined) return
  const given = request.headers.get("host") ?? ""
  const name = given.replace(/:\d+$/, "").toLowerCase()
  if (isLoopback(name) || allowed.has(name) || allowed.has(given.toLowerCase())) return
  throw new RequestRefused(
    "HostRefused",
    `this server is not '${name}': name it in 'hosts' ('--allow-host') if it should be`,
  )
}
