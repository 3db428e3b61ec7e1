import { flow, resource } from "@millrace/dsl"
import type { InvalidInput, WorkflowFailure, WorkflowOutput } from "@millrace/plan"
import * as Effect from "effect/Effect"
import { holds, Order } from "../workflow-parts.ts"
import type { Same } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

const connection = resource("connection", {
  acquire: async () => ({ count: (text: string) => text.length }),
  release: (acquired) => void acquired.count("end"),
})
const session = resource("session", {
  acquire: () => Effect.succeed({ isOpen: true }),
  release: (acquired) => Effect.sync(() => acquired.isOpen),
})
const using = start
  .use("used", connection, (b) =>
    b
      .let("counted", ({ resource }) => ({ count: resource.count("abc") }))
      .use("inner", session, (b) => b.let("open", ({ resource }) => ({ open: resource.isOpen })))
      .returns(({ counted, inner }) => ({ ...counted, ...inner })),
  )
  .returns(({ used }) => used)
holds<Same<WorkflowOutput<typeof using>, { open: boolean; count: number }>>()
holds<Same<WorkflowFailure<typeof using>, InvalidInput>>()
