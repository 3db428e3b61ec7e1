import { PlanError } from "@millrace/plan"

/** What a runner was built for is not what it is loaded with. */
export function staleRunner(problem: string): PlanError {
  return new PlanError("RUNNER.STALE", `${problem} since its runner was built: run \`millrace build\``)
}
