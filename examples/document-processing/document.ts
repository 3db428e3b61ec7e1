import * as Schema from "effect/Schema"

/** A document to process: a PDF or a photo. */
export const DocumentInput = Schema.Struct({
  /** Where the file is. */
  path: Schema.NonEmptyString,
  /** Where page images may be written. */
  workFolder: Schema.NonEmptyString,
  /** `auto` takes the text that a PDF carries and reads only pictures; `ocr` reads every page as a picture. */
  reader: Schema.optionalKey(Schema.Literals(["auto", "ocr"])),
})
export type DocumentInput = typeof DocumentInput.Type

/** One page as a picture, with the text that came with it. */
export const Page = Schema.Struct({
  id: Schema.String,
  number: Schema.Int,
  /** The picture that is read first. */
  image: Schema.String,
  /** The picture with all its pixels, for a second look. */
  original: Schema.String,
  width: Schema.Int,
  height: Schema.Int,
  /** The text that the file itself carries for this page, where it has one. */
  textLayer: Schema.optionalKey(Schema.Array(Schema.suspend(() => Line))),
})
export type Page = typeof Page.Type

/** A line of text and where it stands: positions and sizes are shares of the printed area's width and height. */
export const Line = Schema.Struct({
  text: Schema.String,
  /** How sure the reader is, from 0 to 1. */
  confidence: Schema.Finite,
  left: Schema.Finite,
  top: Schema.Finite,
  width: Schema.Finite,
  height: Schema.Finite,
})
export interface Line extends Schema.Schema.Type<typeof Line> {}

/** What was read from a page, and how good it is, from 0 to 1. */
export const Reading = Schema.Struct({
  source: Schema.Literals(["text-layer", "ocr"]),
  image: Schema.String,
  /** What was done to the picture before it was read. */
  treatment: Schema.Literals(["none", "flattened", "binarised"]),
  lines: Schema.Array(Line),
  /** The mean confidence of its words. */
  confidence: Schema.Finite,
  /** The share of its words that an English or German dictionary has. */
  knownWords: Schema.Finite,
  quality: Schema.Finite,
  attempts: Schema.Int,
})
export type Reading = typeof Reading.Type

/** What a file says about itself. */
export const Metadata = Schema.Struct({
  name: Schema.String,
  format: Schema.Literals(["pdf", "jpeg", "png"]),
  bytes: Schema.Int,
  pages: Schema.Int,
  width: Schema.optionalKey(Schema.Finite),
  height: Schema.optionalKey(Schema.Finite),
  title: Schema.optionalKey(Schema.String),
  creator: Schema.optionalKey(Schema.String),
  created: Schema.optionalKey(Schema.String),
  dpi: Schema.optionalKey(Schema.Finite),
})
export type Metadata = typeof Metadata.Type

/** The kinds of documents that have an extraction of their own. */
export const documentTypes = ["invoice", "receipt", "paper", "form", "letter", "other"] as const
export type DocumentType = (typeof documentTypes)[number]

/** Why a document is taken for a type: something seen in it, and the weight it has. */
export const Evidence = Schema.Struct({
  type: Schema.Literals(documentTypes),
  weight: Schema.Finite,
  because: Schema.String,
})
export type Evidence = typeof Evidence.Type

/** What a document is taken for. */
export const Classification = Schema.Struct({
  label: Schema.Literals(documentTypes),
  /** How far it is ahead of the second best type, from 0 to 1. */
  confidence: Schema.Finite,
  language: Schema.Literals(["de", "en", "unknown"]),
  evidence: Schema.Array(Evidence),
})
export type Classification = typeof Classification.Type

/** One field that was found, and the words it was taken from. */
export const Field = Schema.Struct({
  name: Schema.String,
  value: Schema.String,
  source: Schema.String,
})
export type Field = typeof Field.Type

/** The fields of a document, as people read them: dates as `2020-03-02`, amounts as `24.23 EUR`. */
export const Fields = Schema.Struct({
  fields: Schema.Array(Field),
  /** Names of fields that a document of this type has and this one did not give. */
  missing: Schema.Array(Schema.String),
  /** What does not fit together, such as net plus tax that is not the total. */
  doubts: Schema.Array(Schema.String),
})
export type Fields = typeof Fields.Type

/** How far a result can be trusted, from 0 to 1, and what speaks against it. */
export const Assessment = Schema.Struct({
  quality: Schema.Finite,
  concerns: Schema.Array(Schema.String),
})
export type Assessment = typeof Assessment.Type

/** What a reviewer is asked. */
export const ReviewForm = Schema.Struct({
  approved: Schema.Boolean,
  by: Schema.NonEmptyString,
  note: Schema.optionalKey(Schema.String),
})
export type ReviewForm = typeof ReviewForm.Type

/** What came out of a document. */
export const DocumentResult = Schema.Struct({
  metadata: Metadata,
  readings: Schema.Array(Reading),
  kind: Classification,
  fields: Schema.Array(Field),
  quality: Schema.Finite,
  concerns: Schema.Array(Schema.String),
  decision: ReviewForm,
})
export type DocumentResult = typeof DocumentResult.Type
