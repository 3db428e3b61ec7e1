import { describe, expect, it } from "vitest"
import { makeSourceProject } from "../../src/1-load/load-module.ts"
import { makeModuleSources } from "../../src/1-load/module-sources.ts"
import { harmlessFiles } from "../../src/schemas/is-harmless.ts"

/** Gives the names of the files that run with `schemas.ts`, where nothing can come of that. */
function runs(files: Readonly<Record<string, string>>): ReadonlyArray<string> | undefined {
  const project = makeSourceProject({ isInMemory: true })
  for (const [name, content] of Object.entries(files)) {
    project.getFileSystem().writeFileSync(`/flows/${name}`, content)
  }
  const file = project.addSourceFileAtPath("/flows/schemas.ts")
  return harmlessFiles(file, makeModuleSources(project))?.map((each) => each.getBaseName())
}

describe("a module of schemas", () => {
  it("is evaluated with what it imports, and types are no imports", () => {
    expect(
      runs({
        "schemas.ts": `
          import * as Schema from "effect/Schema"
          import type { Socket } from "node:net"
          import { type Server, Line } from "./line.ts"
          export const Order = Schema.Struct({ lines: Schema.Array(Line), at: makeDate() })
          function makeDate() { return new Date(Math.max(0, Number("1"))) }
          export { Kind } from "./kind.ts"
        `,
        "line.ts": `import { Schema } from "effect"; export const Line = Schema.Number; export interface Server {}`,
        "kind.ts": `export const Kind = "k" as const`,
      }),
    ).toEqual(["schemas.ts", "line.ts", "kind.ts"])
  })

  it.each([
    ["reads the environment", `export const Max = Schema.Literal(process.env["MAX"])`],
    ["reaches a global by way of another", `export const Host = Schema.Literal(globalThis.location.host)`],
    ["imports what can act", `import { readFileSync } from "node:fs"; export const A = readFileSync("a")`],
    ["imports a package that makes no schemas", `import pg from "pg"; export const A = new pg.Pool()`],
    ["runs an Effect", `import * as Effect from "effect/Effect"; Effect.runSync(Effect.log("here"))`],
    ["imports later", `export const A = import("./line.ts")`],
    ["imports a flow", `import { order } from "./order.flow.ts"; export const A = order`],
    ["takes in one that acts", `export { A } from "./acting.ts"`],
    ["imports a file that is not there", `import { A } from "./missing.ts"; export const B = A`],
  ])("is not evaluated when it %s", (_what, text) => {
    expect(
      runs({
        "schemas.ts": `import * as Schema from "effect/Schema"\n${text}`,
        "line.ts": "export const Line = 1",
        "acting.ts": `console.log("here"); export const A = 1`,
        "order.flow.ts": "export const order = 1",
      }),
    ).toBeUndefined()
  })
})
