import { createServer } from "node:http"
import type { IncomingMessage, ServerResponse } from "node:http"
import { afterAll, beforeAll } from "vitest"

/** What the kit's scenarios expect of the world, on this machine. */
interface Servers {
  readonly petstore: string
  readonly httpbin: string
  readonly broker: string
  /** The events that have been sent to the broker. */
  readonly events: ReadonlyArray<unknown>
}

interface Answer {
  readonly status: number
  readonly content?: unknown
}

const pets = [
  { id: 1, name: "Rex", status: "available" },
  { id: 2, name: "Mia", status: "available" },
  { id: 3, name: "Tom", status: "sold" },
]

/** Starts the servers before the tests of a file, which know their addresses from then on, and stops them after. */
export function withServers(): Servers {
  const events: Array<unknown> = []
  const servers = { petstore: "", httpbin: "", broker: "", events }
  const server = createServer((request, response) => void respond(request, response, events))
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    const address = server.address()
    if (address === null || typeof address === "string") throw new Error("the server has no port")
    const origin = `http://127.0.0.1:${address.port}`
    Object.assign(servers, { petstore: `${origin}/v2`, httpbin: origin, broker: `${origin}/events` })
  })
  afterAll(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return servers
}

async function respond(request: IncomingMessage, response: ServerResponse, events: Array<unknown>): Promise<void> {
  const chunks: Array<Uint8Array> = []
  // A request without an encoding is a stream of bytes.
  for await (const chunk of request) chunks.push(chunk as Uint8Array)
  const body = Buffer.concat(chunks).toString()
  const { status, content } = answer(request, body, events)
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(content ?? {}))
}

function answer({ method, url = "", headers }: IncomingMessage, body: string, events: Array<unknown>): Answer {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1")
  const [first, second, third, fourth] = pathname.slice(1).split("/")
  if (method === "POST" && first === "events") {
    events.push({ contentType: headers["content-type"], event: JSON.parse(body) })
    return { status: 202 }
  }
  if (first === "basic-auth") {
    const expected = `Basic ${Buffer.from(`${second}:${third}`).toString("base64")}`
    return { status: headers.authorization === expected ? 200 : 401 }
  }
  if (second === "swagger.json") return { status: 200, content: swagger(headers.host ?? "") }
  if (third === "findByStatus" && fourth === undefined) {
    return { status: 200, content: pets.filter((pet) => pet.status === searchParams.get("status")) }
  }
  const pet = pets.find((one) => String(one.id) === third)
  return pet === undefined ? { status: 404 } : { status: 200, content: pet }
}

function swagger(host: string): unknown {
  return {
    swagger: "2.0",
    host,
    basePath: "/v2",
    schemes: ["http"],
    paths: {
      "/pet/findByStatus": {
        get: { operationId: "findPetsByStatus", parameters: [{ name: "status", in: "query" }] },
      },
      "/pet/{petId}": {
        get: { operationId: "getPetById", parameters: [{ name: "petId", in: "path" }] },
      },
    },
  }
}
