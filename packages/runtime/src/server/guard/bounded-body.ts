import { RequestRefused } from "../api/request-refused.ts"

/** Reads the body of a request, and gives the request with it. One that is too large is refused before all of it is read. */
export async function withBoundedBody(request: Request, limitBytes: number): Promise<Request> {
  const { body } = request
  if (body === null) return request
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) throw tooLarge(limitBytes)
  const chunks: Array<Uint8Array> = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > limitBytes) throw tooLarge(limitBytes)
    chunks.push(chunk)
  }
  const { url, method, headers, signal } = request
  return new Request(url, { method, headers, signal, ...(bytes === 0 ? {} : { body: Buffer.concat(chunks) }) })
}

function tooLarge(limitBytes: number): RequestRefused {
  return new RequestRefused("BodyTooLarge", `the body has more than ${limitBytes} bytes`, { limitBytes })
}
