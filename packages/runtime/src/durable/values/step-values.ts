import type { AnyActivity, AnySchema } from "@millrace/plan"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Payload } from "../../journal/entry.ts"
import { PayloadNotPlain } from "../../journal/failures/payload-not-plain.ts"
import type { PayloadFormat } from "../../journal/payloads/payload-format.ts"
import { isEffectSchema } from "../../schemas/effect-schema.ts"

/** Makes payloads of values of one schema, and the values of payloads. */
export interface ValueCodec {
  readonly encode: (value: unknown, subject: () => string) => Payload
  readonly decode: (payload: Payload, subject: () => string) => unknown
}

/** Keeps nothing, where nobody reads it. */
export const nothing: ValueCodec = { encode: () => undefined, decode: () => undefined }

/** Gives the codec of values with a schema, where effect knows it; else a value is JSON as it is. */
export function valueCodec(format: PayloadFormat, schema: AnySchema | undefined): ValueCodec {
  if (schema === undefined || !isEffectSchema(schema)) return format
  const codec = Schema.toCodecJson(schema)
  const encode = Schema.encodeUnknownSync(codec)
  const decode = Schema.decodeUnknownSync(codec)
  return {
    encode: (value, subject) => {
      refuseSecrets(value, subject)
      return value === undefined ? undefined : format.encode(encode(value), subject)
    },
    decode: (payload, subject) => (payload === undefined ? undefined : decode(format.decode(payload, subject))),
  }
}

/** A schema may know how to write a secret down; the journal does not want to. */
function refuseSecrets(value: unknown, subject: () => string): void {
  const path = secretPath(value, new Set())
  if (path !== undefined) throw new PayloadNotPlain({ subject: subject(), path, kind: "a secret" })
}

function secretPath(value: unknown, seen: Set<unknown>): ReadonlyArray<string | number> | undefined {
  if (typeof value !== "object" || value === null || seen.has(value)) return undefined
  if (Redacted.isRedacted(value)) return []
  seen.add(value)
  const isCollection = value instanceof Map || value instanceof Set
  const parts: ReadonlyArray<readonly [string | number, unknown]> = isCollection
    ? [...value].map((part, index) => [index, part])
    : Object.entries(value)
  for (const [key, part] of parts) {
    const path = secretPath(part, seen)
    if (path !== undefined) return [key, ...path]
  }
  return undefined
}

/** Gives the codec of what an activity gives, made once for each. */
export function makeOutputCodecs(format: PayloadFormat): (activity: AnyActivity) => ValueCodec {
  const known = new WeakMap<AnyActivity, ValueCodec>()
  return (activity) => {
    const found = known.get(activity)
    if (found !== undefined) return found
    const codec = valueCodec(format, activity.output)
    known.set(activity, codec)
    return codec
  }
}
