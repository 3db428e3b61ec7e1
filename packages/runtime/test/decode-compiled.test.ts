import { InvalidInput } from "@millrace/runtime"
import { activity, checkWith, decodeCompiled, runner, step, withPolicies, withSchemas } from "@millrace/runtime/runner"
import { schemaShape } from "@millrace/runtime/schema-shape"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import type * as SchemaAST from "effect/SchemaAST"
import * as SchemaCompiler from "effect/schema/SchemaCompiler"
import { describe, expect, it } from "vitest"

const plan = { name: "double", digest: "0123456789abcdef", steps: [] }
const makeCount = () => Schema.Struct({ n: Schema.Number })

/** Doubles what it decodes, so that one sees whether it is used. */
const install = (ast: SchemaAST.AST): void => {
  const decode = (value: unknown) => ({ n: 2 * (value as { readonly n: number }).n })
  SchemaCompiler.set(ast, { decode, decodeEffect: (value) => Effect.succeed(decode(value)) })
}

describe("a compiled schema", () => {
  it("is used for the schema that it was made for", async () => {
    const Count = makeCount()
    const input = decodeCompiled(Count, { shape: schemaShape(Count.ast), isPure: true, install })
    const doubled = runner({ plan, input, body: (_at, { input: { n } }) => Effect.succeed(n) })
    expect(await doubled.runExit({ n: 2 })).toEqual(Exit.succeed(4))
  })

  it("is not used for a schema that has changed, which is decoded by itself", async () => {
    const Count = makeCount()
    const Changed = Schema.Struct({ n: Schema.Number, unit: Schema.String })
    const input = decodeCompiled(Changed, { shape: schemaShape(Count.ast), isPure: true, install })
    const same = runner({ plan, input, body: (_at, { input: { n } }) => Effect.succeed(n) })
    expect(await same.runExit({ n: 2, unit: "m" })).toEqual(Exit.succeed(2))
    const issues = [{ path: ["unit"], message: "missing" }]
    // @ts-expect-error the unit is missing
    expect(await same.runExit({ n: 2 })).toEqual(Exit.fail(new InvalidInput({ workflow: "double", issues })))
  })

  it("has a shape of what is compiled, and not of what is read when it runs", () => {
    const shapes = [
      Schema.Struct({ a: Schema.String }),
      Schema.Struct({ a: Schema.Number }),
      Schema.Struct({ b: Schema.String }),
      Schema.Struct({ a: Schema.optionalKey(Schema.String) }),
      Schema.Struct({ a: Schema.NonEmptyString }),
      Schema.Struct({ a: Schema.Union([Schema.String, Schema.Number]) }),
      Schema.Struct({ a: Schema.NumberFromString }),
      Schema.Struct({ a: Schema.Literal("a") }),
      Schema.Struct({ a: Schema.Literal("b") }),
      Schema.Array(Schema.String),
      Schema.Tuple([Schema.String]),
      Schema.Record(Schema.String, Schema.String),
    ].map(({ ast }) => schemaShape(ast))
    expect(new Set(shapes).size).toBe(shapes.length)
    const [least, most] = [Schema.isMinLength(1), Schema.isMinLength(2)].map((check) => Schema.String.check(check))
    expect(least && schemaShape(least.ast)).toBe(most && schemaShape(most.ast))
  })
})

describe("a runner that was built for something else", () => {
  const stale = /since its runner was built: run `millrace build` \[RUNNER.STALE\]/

  it.each([
    ["input", { input: makeCount() }],
    ["output", { output: makeCount() }],
    ["retry", { retry: {} }],
    ["timeout", { timeout: "1 second" }],
    ["compensate", { compensate: () => undefined }],
  ] as const)("does not leave out the new '%s' of an activity", (option, options) => {
    const called = activity("called", { run: (given: { readonly n: number }) => given, ...(options as object) })
    expect(() => step("s", called)).toThrow(stale)
    expect(() => step("s", called)).toThrow(`activity 'called' has got its option '${option}'`)
    expect(() => step("s", withSchemas(called), withPolicies())).not.toThrow()
  })

  it("does not decode with a schema of another kind", () => {
    expect(() => checkWith(makeCount() as never)).toThrow(stale)
    expect(() => decodeCompiled({ "~standard": {} } as never, { shape: "", isPure: true, install })).toThrow(stale)
  })
})
