/** Reads a body as text; nothing comes back when it is larger than `limit` bytes. A body that is no UTF-8 throws. */
export async function readBody(request: Request, limit: number): Promise<string | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limit) return undefined
  if (request.body === null) return ""
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true })
  const reader = request.body.getReader()
  let text = ""
  let length = 0
  while (true) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    length += value.length
    if (length > limit) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}
