/** What is wrong with a request before anything is asked of the engine. */
export type RefusedTag =
  | "BodyTooLarge"
  | "ContentTypeRefused"
  | "Ending"
  | "HostRefused"
  | "KeyRefused"
  | "MethodRefused"
  | "NotOffered"
  | "OriginRefused"
  | "RequestInvalid"
  | "RouteUnknown"

/** A request is not done. Terminal: another one has to be made. */
export class RequestRefused extends Error {
  readonly _tag: RefusedTag
  override readonly name: string

  constructor(tag: RefusedTag, message: string, fields: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this._tag = tag
    this.name = tag
    Object.assign(this, fields)
  }
}
