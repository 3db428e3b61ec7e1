import type { AnyActivity } from "@millrace/plan"
import { staleRunner } from "../schemas/stale-runner.ts"
import type { ActivityChecks } from "./with-schemas.ts"

/** Gives the checks that `withSchemas` has put beside an activity; one that declares a schema without is refused. */
export function knownChecks(activity: AnyActivity & ActivityChecks): ActivityChecks {
  const { checkInput, checkOutput } = activity
  if (activity.input !== undefined && checkInput === undefined) throw hasBecome(activity, "input")
  if (activity.output !== undefined && checkOutput === undefined) throw hasBecome(activity, "output")
  return { checkInput, checkOutput }
}

/** An activity has got an option that its runner brings nothing for. */
export function hasBecome({ name }: AnyActivity, option: string): Error {
  return staleRunner(`activity '${name}' has got its option '${option}'`)
}
