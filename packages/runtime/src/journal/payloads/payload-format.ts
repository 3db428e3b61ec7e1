import { messageOf } from "../../events/failure-facts.ts"
import type { Payload } from "../entry.ts"
import { PayloadNotPlain } from "../failures/payload-not-plain.ts"
import { PayloadTooLarge } from "../failures/payload-too-large.ts"
import { PayloadUnreadable } from "../failures/payload-unreadable.ts"
import { inspectPlain } from "./plain-value.ts"

/** Makes bytes of a JSON text before it is written, and the text of the bytes: compression, encryption. */
export interface PayloadCodec {
  readonly encode: (json: string) => Uint8Array
  /** Throws when the bytes are not its own. */
  readonly decode: (bytes: Uint8Array) => string
}

/** How values are kept. */
export interface PayloadOptions {
  /** @default none: JSON that people can read */
  readonly codec?: PayloadCodec
  /** The largest value, in bytes of its JSON. @default 1048576 */
  readonly limitBytes?: number
}

/** Makes payloads of values, and the values of payloads. */
export interface PayloadFormat {
  /** Throws `PayloadNotPlain` or `PayloadTooLarge`, which name the subject: `output of step 'read'`. */
  readonly encode: (value: unknown, subject: () => string) => Payload
  /** Throws `PayloadUnreadable`. */
  readonly decode: (payload: Payload, subject: () => string) => unknown
}

const mebibyte = 1024 * 1024

/**
 * Makes the format of the payloads of a journal.
 *
 * Owns what of a value reaches a disk:
 * 1. what is read is what was written, or it is not written: a value that JSON would change is refused;
 * 2. no secret is written, and no object whose property `__proto__` could poison another;
 * 3. the limit holds for the JSON, whatever a codec makes of it;
 * 4. what was read is JSON data without `__proto__`, whoever has written it.
 *
 * **Details**
 *
 * A payload that was written without a codec is read with one too, so that a codec can be brought in later.
 */
export function makePayloadFormat({ codec, limitBytes = mebibyte }: PayloadOptions = {}): PayloadFormat {
  return {
    encode: (value, subject) => {
      if (value === undefined) return undefined
      const json = plainJson(value, subject)
      const bytes = byteLength(json, limitBytes)
      if (bytes > limitBytes) throw new PayloadTooLarge({ subject: subject(), bytes, limitBytes })
      return codec === undefined ? json : codec.encode(json)
    },
    decode: (payload, subject) => {
      if (payload === undefined) return undefined
      try {
        return safeValue(typeof payload === "string" ? payload : decodedText(codec, payload))
      } catch (cause) {
        throw new PayloadUnreadable({ subject: subject(), problem: messageOf(cause), cause })
      }
    },
  }
}

function plainJson(value: unknown, subject: () => string): string {
  if (isPlainAlone(value)) return JSON.stringify(value)
  const inspected = inspectPlain(value)
  if ("kind" in inspected) throw new PayloadNotPlain({ subject: subject(), ...inspected })
  return inspected.hasNegativeZero ? JSON.stringify(value, signedZero) : JSON.stringify(value)
}

/** Sees at once of most values that are no objects that JSON writes them as they are. */
function isPlainAlone(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value) && !Object.is(value, -0)
  return typeof value === "string" || typeof value === "boolean"
}

/** The ES2024 feature that types of ES2023 do not know yet; Node has it since 22. */
const { rawJSON } = JSON as unknown as { readonly rawJSON: (text: string) => unknown }

function signedZero(_key: string, value: unknown): unknown {
  return Object.is(value, -0) ? rawJSON("-0") : value
}

/** Counting bytes takes longer than seeing that even three for each character would do. */
function byteLength(text: string, limitBytes: number): number {
  return text.length * 3 <= limitBytes ? text.length : Buffer.byteLength(text)
}

function decodedText(codec: PayloadCodec | undefined, bytes: Uint8Array): string {
  if (codec === undefined) throw new Error("it was written with a codec, and none was given")
  return codec.decode(bytes)
}

function safeValue(json: string): unknown {
  const value: unknown = JSON.parse(json)
  // The escapes of JSON can hide the name from a search of the text.
  if (/__proto__|\\u/.test(json)) {
    const inspected = inspectPlain(value)
    if ("kind" in inspected) throw new Error(`it is ${inspected.kind}`)
  }
  return value
}
