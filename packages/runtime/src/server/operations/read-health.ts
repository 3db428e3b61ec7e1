import * as Schema from "effect/Schema"
import { described } from "../api/described.ts"
import { operation } from "../api/operation.ts"
import type { Operation } from "../api/operation.ts"

const health = described(
  {
    isWell: Schema.Boolean,
    problems: Schema.Array(Schema.String).annotate({ description: "A sentence each" }),
  },
  "Health",
)

/** Says whether the engine gets on. */
export const readLiveness: Operation = operation({
  name: "readLiveness",
  method: "GET",
  path: "/health/live",
  summary: "Whether the engine gets on: 503 when what is due or ready is left lying, or nothing can be written",
  details: "Restart a process for which this says no.",
  isOpen: true,
  success: health,
  otherStatuses: [503],
  run: async (_, { engine }) => answer((await engine.health()).problems),
})

/** Says whether the server should be given work. */
export const readReadiness: Operation = operation({
  name: "readReadiness",
  method: "GET",
  path: "/health/ready",
  summary: "Whether the server should be given work: 503 while it is about to end, or does not get on",
  isOpen: true,
  success: health,
  otherStatuses: [503],
  run: async (_, { engine }) =>
    answer([...(engine.isEnding ? ["it is about to end"] : []), ...(await engine.health()).problems]),
})

function answer(problems: ReadonlyArray<string>): Response {
  const isWell = problems.length === 0
  return Response.json({ isWell, problems }, { status: isWell ? 200 : 503, headers: { "cache-control": "no-store" } })
}
