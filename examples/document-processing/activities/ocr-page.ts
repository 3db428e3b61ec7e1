import { activity } from "@millrace/dsl/activity"
import * as Effect from "effect/Effect"
import { Reading } from "../document.ts"
import type { OcrFailed } from "../failures.ts"
import { OcrEngine } from "../reading/ocr-engine.ts"
import { qualityOf, rounded } from "../reading/quality-of.ts"

const Picture = Reading.mapFields(({ image, treatment, attempts }) => ({ image, treatment, attempts }))

/** Reads a picture with the OCR engine and scores what came out. */
export const ocrPage = activity("ocr-page", {
  input: Picture,
  output: Reading,
  // It does nothing to the world, but takes seconds: a durable execution keeps what was read.
  effects: "idempotent",
  retry: { maximumAttempts: 2, initialInterval: "100 millis" },
  run: (picture: typeof Picture.Type): Effect.Effect<Reading, OcrFailed, OcrEngine> =>
    Effect.gen(function* () {
      const engine = yield* OcrEngine
      const { lines, confidence } = yield* engine.recognise(picture.image)
      return {
        ...picture,
        source: "ocr" as const,
        lines,
        confidence: rounded(confidence),
        ...qualityOf(lines, confidence),
      }
    }),
})
