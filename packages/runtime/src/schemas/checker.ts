import type { AnySchema, ValueIssue } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { effectChecker, isEffectSchema } from "./effect-schema.ts"
import { standardChecker } from "./standard-schema.ts"

/** Gives the checked value, or what is wrong with it; an `Exit` where the schema does not wait. */
export type Checker = (value: unknown) => Effect.Effect<unknown, ReadonlyArray<ValueIssue>>

/** Makes the function that decodes what comes from outside. */
export function decoderOf(schema: AnySchema): Checker {
  return isEffectSchema(schema) ? effectChecker(schema, "decode") : standardChecker(schema)
}

/** Makes the function that validates what is inside already: the type side of an effect schema. */
export function validatorOf(schema: AnySchema): Checker {
  return isEffectSchema(schema) ? effectChecker(schema, "validate") : standardChecker(schema)
}
