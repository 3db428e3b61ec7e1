/** Gives values as lines of JSON, each of which is made when it is taken. */
export function jsonLines(values: AsyncIterable<unknown> | Iterable<unknown>): Response {
  return new Response(streamOf(lines(values)), { headers: { "content-type": "application/x-ndjson" } })
}

/** Gives texts as a stream of bytes; whoever leaves it ends their source. */
export function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    pull: async (controller) => {
      const next = await texts.next()
      if (next.done === true) controller.close()
      else controller.enqueue(encoder.encode(next.value))
    },
    cancel: async () => {
      await texts.return(undefined)
    },
  })
}

async function* lines(values: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<string> {
  for await (const value of values) yield `${JSON.stringify(value)}\n`
}
