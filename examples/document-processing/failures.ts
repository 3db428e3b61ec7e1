import * as Schema from "effect/Schema"
import { Fields } from "./document.ts"

/** The file is no PDF, JPEG or PNG that can be opened. Terminal: reading it again does not help. */
export class UnreadableDocument extends Schema.TaggedError<UnreadableDocument>()("UnreadableDocument", {
  path: Schema.String,
  reason: Schema.String,
}) {
  override get message(): string {
    return `document '${this.path}' cannot be opened: ${this.reason}`
  }
}

/** The OCR engine broke while it read a picture. Retryable: the engine is replaced. */
export class OcrFailed extends Schema.TaggedError<OcrFailed>()("OcrFailed", {
  image: Schema.String,
  reason: Schema.String,
}) {
  override get message(): string {
    return `OCR of '${this.image}' failed: ${this.reason}`
  }
}

/** A document of this type must have fields that were not found; what was found goes along. */
export class FieldsMissing extends Schema.TaggedError<FieldsMissing>()("FieldsMissing", {
  type: Schema.String,
  found: Fields,
}) {
  override get message(): string {
    return `the ${this.type} gives no ${this.found.missing.join(", no ")}`
  }
}
