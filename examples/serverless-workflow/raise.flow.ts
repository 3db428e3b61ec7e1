import { flow } from "@millrace/dsl"
import { raiseCompliance } from "./compliance.ts"

/** Fails with an error that it makes itself. */
export const raiseError = flow("raise")
  .step("raiseError", raiseCompliance, () => ({
    status: 400,
    type: "https://serverlessworkflow.io/errors/types/compliance",
    title: "Compliance Error",
  }))
  .returns(() => undefined)
