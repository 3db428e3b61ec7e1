import type { StandardSchemaV1 } from "effect/StandardSchema"

interface Given {
  readonly n: number
}

/** An input that is taken as it is, as code written by hand takes it. */
export const Count: StandardSchemaV1<Given, Given> = {
  "~standard": {
    version: 1,
    vendor: "millrace-bench",
    // The caller's type is believed.
    validate: (value) => ({ value: value as Given }),
  },
}
