import * as HttpApiSchema from "effect/http-api/HttpApiSchema"
import * as Schema from "effect/Schema"
import type { EngineEvent } from "../../durable/events/follow.ts"
import { placeOf } from "../../durable/events/cursor.ts"
import { described } from "../api/described.ts"
import { moment } from "../api/operation-shapes.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"
import { streamOf } from "../json-lines.ts"

const event = described(
  {
    type: Schema.String.annotate({ description: "What happened: 'step.completed'" }),
    cursor: Schema.optionalKey(Schema.String.annotate({ description: "Absent from what is not recorded" })),
    execution: Schema.String,
    parent: Schema.optionalKey(Schema.String),
    workflow: Schema.String,
    version: Schema.optionalKey(Schema.String),
    digest: Schema.String,
    path: Schema.String,
    time: moment,
  },
  "Event",
)

/** How long a stream may be silent before it says that it is still there: proxies give up on what says nothing. */
const silenceMs = 15_000

/** Follows what executions do. */
export const followEvents: Operation = operation({
  name: "followEvents",
  method: "GET",
  path: "/events",
  summary: "Follow what executions do, as server-sent events",
  details:
    "What was recorded has an id, with which a reader goes on where it was ('Last-Event-ID', or 'after'), also over restarts of the server. Without one everything there is comes first; 'after=now' begins with what comes next. 'live=true' adds what is not recorded, such as that a step began. Every event has fields of its own besides those of 'Event'.",
  query: {
    after: Schema.optionalKey(Schema.String),
    execution: Schema.optionalKey(Schema.String),
    workflow: Schema.optionalKey(Schema.String),
    live: Schema.optionalKey(Schema.Literals(["true", "false"])),
  },
  success: HttpApiSchema.StreamSse({ data: event }),
  run: async ({ query, request }, { engine, ending }) => {
    const after = request.headers.get("last-event-id") ?? query.after
    if (after !== "now") placeOf(after)
    const gone = AbortSignal.any([request.signal, ending])
    const events = engine.events({
      ...(after === undefined ? {} : { after }),
      live: query.live === "true",
      abortSignal: gone,
    })
    const isAsked = ({ execution, workflow }: EngineEvent): boolean =>
      execution === (query.execution ?? execution) && workflow === (query.workflow ?? workflow)
    const headers = { "content-type": "text/event-stream", "cache-control": "no-store", "x-accel-buffering": "no" }
    return new Response(streamOf(messages(events, isAsked)), { headers })
  },
})

/** Gives events as messages. Those that nobody asked for are left out, but where they were is told now and then. */
async function* messages(
  events: AsyncGenerator<EngineEvent>,
  isAsked: (each: EngineEvent) => boolean,
): AsyncGenerator<string> {
  // A first word lets whoever opened the stream know that it is open.
  yield ": open\n\n"
  let next = events.next()
  try {
    for (;;) {
      const came = await Promise.race([next, silence()])
      if (came === undefined) {
        yield ": still here\n\n"
        continue
      }
      if (came.done === true) return
      next = events.next()
      if (isAsked(came.value)) yield messageOf(came.value)
    }
  } finally {
    await events.return(undefined)
  }
}

function messageOf(each: EngineEvent): string {
  const id = each.cursor === undefined ? "" : `id: ${each.cursor}\n`
  return `${id}event: ${each.type}\ndata: ${JSON.stringify(each)}\n\n`
}

function silence(): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), silenceMs).unref()
  })
}
