import * as Cron from "effect/Cron"
import * as Result from "effect/Result"
import { EngineOptionInvalid } from "../failures/engine-option-invalid.ts"
import { assertKept } from "../values/kept-text.ts"
import { WorkflowUnknown } from "../failures/workflow-unknown.ts"
import type { Schedule } from "./schedule.ts"

/** A schedule that was found good. */
export interface PlannedSchedule extends Schedule {
  readonly timeZone: string
  readonly times: Cron.Cron
}

/** Reads the schedules of an engine that has runners of these workflows. */
export function planSchedules(
  schedules: ReadonlyArray<Schedule>,
  workflows: ReadonlySet<string>,
): ReadonlyArray<PlannedSchedule> {
  const names = schedules.map(({ name }) => name)
  return schedules.map((schedule, index) => {
    const planned = planSchedule(schedule, workflows)
    if (names.indexOf(planned.name) !== index) throw invalid(`has two that are called '${planned.name}'`)
    return planned
  })
}

/** Reads one of them. Throws `EngineOptionInvalid`, `TextNotKept` or `WorkflowUnknown`. */
export function planSchedule(schedule: Schedule, workflows: ReadonlySet<string>): PlannedSchedule {
  const { name, runner, timeZone = "UTC" } = schedule
  if (name === "") throw invalid("has one without a name")
  assertKept(name, "the name of a schedule")
  const { name: workflow } = runner.plan
  if (!workflows.has(workflow)) throw new WorkflowUnknown({ workflow, known: [...workflows] })
  return { ...schedule, timeZone, times: timesOf(schedule, timeZone) }
}

/**
 * Reads when a schedule is due. Where clocks are put back, what is due at an hour of its own is due once; what is due every
 * hour, or more often, is due in both.
 */
function timesOf({ name, cron }: Schedule, timeZone: string): Cron.Cron {
  const fields = cron.trim().split(/\s+/)
  const isOften = fields.at(-4)?.startsWith("*") === true
  const parsed = Cron.parse(cron, timeZone, { onDstOverlap: isOften ? "both" : "earlier" })
  if (Result.isFailure(parsed)) {
    const { message, input } = parsed.failure
    throw invalid(`has '${name}', whose cron '${cron}' cannot be read at '${input}': ${message}`)
  }
  try {
    Cron.next(parsed.success, new Date(0))
    return parsed.success
  } catch {
    throw invalid(`has '${name}', whose cron '${cron}' is never due`)
  }
}

function invalid(problem: string): EngineOptionInvalid {
  return new EngineOptionInvalid({ option: "schedules", problem })
}
