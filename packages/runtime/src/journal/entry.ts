/**
 * A value as a journal keeps it: a text in JSON, the bytes that a codec has made of it, or nothing for `undefined`.
 */
export type Payload = string | Uint8Array | undefined

/** One thing that an execution has come to. */
export interface Entry {
  /** Counts the entries of one execution, from 1 and without gaps. */
  readonly sequence: number
  /** The step it is about; `""` is the workflow. */
  readonly path: string
  /** What has happened there. */
  readonly kind: string
  /** What the code at the path was when it was written. */
  readonly fingerprint: string
  /** The digest of the plan that it was written under. */
  readonly digest: string
  readonly payload: Payload
  /** Of one that ends something: when that began, as far as is known. In milliseconds since 1970. */
  readonly beganMs?: number | undefined
  /** Milliseconds since 1970. */
  readonly recordedMs: number
}
