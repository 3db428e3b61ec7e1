import { activity } from "@millrace/dsl/activity"
import * as Schema from "effect/Schema"
import { Assessment, Classification, Fields, Reading } from "../document.ts"
import { rounded } from "../reading/quality-of.ts"

/**
 * Says how far a result can be trusted.
 *
 * **Details**
 *
 * The quality is that of the worst page, less 0.2 for every field that is missing, 0.1 for every doubt, and 0.15 for a
 * type that is hardly ahead of the next one.
 */
export const assess = activity("assess", {
  input: Schema.Struct({ readings: Schema.Array(Reading), kind: Classification, fields: Fields }),
  output: Assessment,
  effects: "none",
  run: ({ readings, kind, fields }): Assessment => {
    const worst = Math.min(1, ...readings.map((reading) => reading.quality))
    const close = kind.confidence < 0.15
    const quality = worst - 0.2 * fields.missing.length - 0.1 * fields.doubts.length - (close ? 0.15 : 0)
    return {
      quality: rounded(Math.max(0, quality)),
      concerns: [
        ...(worst < 0.8 ? [`only ${Math.round(worst * 100)} % sure of the text`] : []),
        ...fields.missing.map((name) => `no ${name} found`),
        ...fields.doubts,
        ...(close ? [`may as well be of another type than ${kind.label}`] : []),
      ],
    }
  },
})
