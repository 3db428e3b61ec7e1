import type { ValueIssue } from "@millrace/plan"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { StandardSchemaV1 } from "effect/StandardSchema"
import { ready } from "../runner/ready.ts"
import type { Checker } from "./checker.ts"

/** Makes the function that checks values with a Standard Schema; its output value is used. */
export function standardChecker(schema: StandardSchemaV1): Checker {
  return (value) => {
    const result = schema["~standard"].validate(value)
    if (!("then" in result)) return checked(result)
    return Effect.callback((resume) => {
      result.then(
        (settled) => resume(checked(settled)),
        (reason: unknown) => resume(Exit.die(reason)),
      )
    })
  }
}

function checked(result: StandardSchemaV1.Result<unknown>): Exit.Exit<unknown, ReadonlyArray<ValueIssue>> {
  return result.issues === undefined ? ready(result.value) : Exit.fail(result.issues.map(valueIssue))
}

function valueIssue(issue: StandardSchemaV1.Issue): ValueIssue {
  return {
    path: (issue.path ?? []).map((segment) => {
      const key = typeof segment === "object" ? segment.key : segment
      return typeof key === "number" ? key : String(key)
    }),
    message: issue.message,
  }
}
