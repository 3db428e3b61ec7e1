import type { AnySchema, ValueIssue } from "@millrace/plan"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { StandardSchemaV1 } from "effect/StandardSchema"
import { InvalidInput } from "../failures/invalid-input.ts"
import { InvalidValue } from "../failures/invalid-value.ts"
import { isReady, ready } from "../runner/ready.ts"
import { settled } from "../runner/settled.ts"
import type { Checker } from "./checker.ts"
import { decoderOf, validatorOf } from "./checker.ts"
import { staleRunner } from "./stale-runner.ts"
import { standardChecker } from "./standard-schema.ts"

/** The schema of what a caller gives, and how it is decoded: an `Exit` where the schema does not wait. */
export interface InputSchema<Schema extends AnySchema = AnySchema> {
  readonly schema: Schema
  readonly decode: (value: unknown, workflow: string) => Effect.Effect<unknown, InvalidInput>
}

/** The schema of what a workflow gives, and how it is validated; what does not fit is a mistake of the author. */
export interface OutputSchema<Schema extends AnySchema = AnySchema> {
  readonly schema: Schema
  readonly validate: (value: unknown) => Effect.Effect<unknown>
}

/**
 * Decodes an input with a schema of any kind.
 *
 * **Example**
 *
 * ```ts
 * export const quote: RunnerOf<typeof flows.quote> = runner({ plan, input: decodeWith(Order), *body(at, { input }) {} })
 * ```
 *
 * @since 0.1.0
 */
export function decodeWith<Schema extends AnySchema>(schema: Schema): InputSchema<Schema> {
  return inputSchema(schema, decoderOf(schema))
}

/**
 * Decodes an input with a Standard Schema that is none of effect's, without bringing what reads those.
 *
 * @since 0.1.0
 */
export function checkWith<Schema extends StandardSchemaV1>(schema: Schema): InputSchema<Schema> {
  if (!("~standard" in schema)) throw staleRunner("the schema of an input has become one of effect's")
  return inputSchema(schema, standardChecker(schema))
}

/**
 * Validates an output with a schema of any kind: with the type side of an effect schema.
 *
 * @since 0.1.0
 */
export function validateWith<Schema extends AnySchema>(schema: Schema): OutputSchema<Schema> {
  const check = validatorOf(schema)
  return {
    schema,
    validate: (value) => Effect.catchEager(check(value), (issues) => Exit.die(new InvalidValue("output", issues))),
  }
}

/** Gives the schema of an input with the function that checks a value with it. */
export function inputSchema<Schema extends AnySchema>(schema: Schema, check: Checker): InputSchema<Schema> {
  return {
    schema,
    decode: (value, workflow) => {
      const decoded = check(value)
      if (isReady(decoded)) return decoded
      const exit = settled(decoded)
      if (exit === undefined) return Effect.catchCause(decoded, (cause) => refusal(cause, workflow))
      return exit._tag === "Success" ? ready(exit.value) : refusal(exit.cause, workflow)
    },
  }
}

function refusal(cause: Cause.Cause<ReadonlyArray<ValueIssue>>, workflow: string): Exit.Exit<never, InvalidInput> {
  const refused = cause.reasons.find(Cause.isFailReason)
  if (refused !== undefined) return Exit.fail(new InvalidInput({ workflow, issues: refused.error }))
  // What is left has not failed with anything typed.
  return Exit.failCause(cause as Cause.Cause<never>)
}
