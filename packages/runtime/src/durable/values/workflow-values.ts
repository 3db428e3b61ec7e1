import type { AnySchema } from "@millrace/plan"
import * as Schema from "effect/Schema"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { programOf } from "../../runner/programs.ts"
import { isEffectSchema } from "../../schemas/effect-schema.ts"
import { nothing, valueCodec } from "./step-values.ts"
import type { ValueCodec } from "./step-values.ts"

/** How what a workflow takes and gives is kept. */
export interface WorkflowValues {
  /** What a caller gives, before it is decoded. */
  readonly input: ValueCodec
  readonly output: ValueCodec
}

const known = new WeakMap<PayloadFormat, WeakMap<object, WorkflowValues>>()

/**
 * Gives how the input and the output of a workflow are kept: through its schemas where those are effect's, else as JSON.
 *
 * **Details**
 *
 * An input that does not fit is kept as it is, so that the execution fails as a direct one does.
 */
export function workflowValues(runner: object | undefined, format: PayloadFormat): WorkflowValues {
  const definition = runner && programOf(runner)?.definition
  if (definition === undefined) return { input: format, output: format }
  const ofFormat = known.get(format) ?? new WeakMap<object, WorkflowValues>()
  known.set(format, ofFormat)
  const values = ofFormat.get(definition) ?? {
    input: inputCodec(format, definition.input?.schema),
    output: valueCodec(format, definition.output?.schema),
  }
  ofFormat.set(definition, values)
  return values
}

function inputCodec(format: PayloadFormat, schema: AnySchema | undefined): ValueCodec {
  // A workflow that takes nothing may be given anything.
  if (schema === undefined) return nothing
  if (!isEffectSchema(schema)) return format
  const codec = valueCodec(format, Schema.toEncoded(schema))
  return {
    encode: (value, subject) =>
      orElse(
        () => codec.encode(value, subject),
        () => format.encode(value, subject),
      ),
    decode: (payload, subject) =>
      orElse(
        () => codec.decode(payload, subject),
        () => format.decode(payload, subject),
      ),
  }
}

/** Does something that a schema may refuse; what the journal refuses itself is refused. */
function orElse<Value>(attempt: () => Value, instead: () => Value): Value {
  try {
    return attempt()
  } catch (problem) {
    if (Schema.isSchemaError(problem)) return instead()
    throw problem
  }
}
