import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { count, recognise, render, store } from "../activities.ts"

const Order = Schema.Struct({ path: Schema.String, names: Schema.Array(Schema.String), limit: Schema.Number })

const pathOf = (scope: { readonly input: { readonly path: string } }): { readonly path: string } => ({
  path: scope.input.path,
})

/** A lambda is used once, so its body can stand where it would be called; a function with a name is called by it. */
export const inlined = flow("inlined", { input: Order })
  .step("pages", render, pathOf)
  .step("total", count, ({ pages }) => ({ pages }))
  .let("wanted", ({ input: { names, limit } }) => names.slice(0, limit))
  .let("summary", (scope) => {
    const [first = "nothing"] = scope.wanted
    return `${first} of ${scope.total}`
  })
  .forEach(
    "texts",
    ({ pages }) => pages,
    (b) => b.step("text", recognise, ({ item }) => ({ page: item })),
    { key: (page) => page.id },
  )
  .when(
    "stored",
    ({ total, input }) => total > input.limit,
    (b) => b.step("kept", store, ({ summary, texts }) => ({ text: [summary, ...texts].join("\n") })),
  )
  .returns(({ total, summary, stored }) => ({ total, summary, stored }))
