import type { Journal } from "../../journal/journal.ts"
import { makePayloadFormat } from "../../journal/payloads/payload-format.ts"
import { listen } from "../../node-http/listen.ts"
import type { Listening } from "../../node-http/listen.ts"

/** Where calls to webhooks arrive while a command runs. */
export interface CallReceiver extends Listening {
  readonly url: string
}

/** Calls are waited for at an address of this machine that somebody else has. */
export class AddressTaken extends Error {
  readonly _tag = "AddressTaken"
  override readonly name = "AddressTaken"
  readonly port: number

  constructor(port: number, journal: string) {
    super(
      `calls that '${journal}' waits for come to port ${port} of this machine, which another process has: end that, and run the same command again`,
    )
    this.port = port
  }
}

const name = "webhook port"
const host = "127.0.0.1"

/**
 * Receives calls to webhooks on loopback.
 *
 * **Details**
 *
 * What an execution has announced has to be good in a later process: the journal keeps the port. Another one is taken only
 * where no execution waits for a call. Rejects with `AddressTaken` where one does.
 */
export async function receiveCalls(
  journal: Journal,
  { journalName, handle }: { readonly journalName: string; readonly handle: (request: Request) => Promise<Response> },
): Promise<CallReceiver> {
  const format = makePayloadFormat()
  const kept = format.decode(await journal.noted(name), () => name)
  const port = typeof kept === "number" ? kept : 0
  const listening = await listen(handle, { host, port }).catch(async (failure: unknown) => {
    if (!isTaken(failure)) throw failure
    if ((await journal.waits({ kind: "webhook", limit: 1 })).length > 0) throw new AddressTaken(port, journalName)
    return listen(handle, { host, port: 0 })
  })
  if (listening.port !== port)
    await journal.note(
      name,
      format.encode(listening.port, () => name),
    )
  return { ...listening, url: `http://${host}:${listening.port}` }
}

function isTaken(failure: unknown): boolean {
  return failure instanceof Error && "code" in failure && failure.code === "EADDRINUSE"
}
