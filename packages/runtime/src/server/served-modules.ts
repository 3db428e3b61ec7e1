import { messageOf } from "../events/failure-facts.ts"
import { EngineOptionInvalid } from "../durable/failures/engine-option-invalid.ts"
import type { DurableRunner } from "../durable/life/execution-life.ts"
import { planSchedule } from "../durable/schedules/plan-schedules.ts"
import type { Schedule } from "../durable/schedules/schedule.ts"

/** A module that has been loaded to be served. */
export interface ServedModule {
  /** What it is called in messages. */
  readonly file: string
  readonly exports: Readonly<Record<string, unknown>>
}

/** What modules have that an engine is opened with. */
export interface ServedParts {
  readonly runners: ReadonlyArray<DurableRunner>
  readonly schedules: ReadonlyArray<Schedule>
}

/** A module cannot be served as it is. Terminal. */
export class ModuleInvalid extends Error {
  readonly _tag = "ModuleInvalid"
  override readonly name = "ModuleInvalid"
  readonly file: string

  constructor({ file, problem }: { readonly file: string; readonly problem: string }) {
    super(`${file}: ${problem}`)
    this.file = file
  }
}

/**
 * Finds what modules have to be served: the runners that they export, and the list of schedules that they export as
 * `schedules`.
 *
 * **Details**
 *
 * Throws `ModuleInvalid` where a module has neither, where two runners are of one workflow, and where a schedule cannot be
 * kept to.
 *
 * **Example**
 *
 * ```ts
 * const { runners, schedules } = servedModules([{ file: "jobs.ts", exports: await import("./jobs.ts") }])
 * process.exitCode = await runServer({ journal: "sqlite:millrace.db", runners, schedules, port: 6455 })
 * ```
 *
 * @since 0.1.0
 */
export function servedModules(modules: ReadonlyArray<ServedModule>): ServedParts {
  const runners = new Map<string, DurableRunner>()
  const schedules = new Map<string, Schedule>()
  for (const module of modules) addRunners(runners, module)
  const workflows = new Set(runners.keys())
  for (const module of modules) addSchedules(schedules, module, workflows)
  return { runners: [...runners.values()], schedules: [...schedules.values()] }
}

function addRunners(runners: Map<string, DurableRunner>, { file, exports }: ServedModule): void {
  const found = Object.values(exports).filter((each) => isRunner(each))
  if (found.length === 0 && listOf(exports) === undefined) {
    throw new ModuleInvalid({ file, problem: "exports neither a runner nor 'schedules'" })
  }
  for (const runner of found) {
    const { name } = runner.plan
    // The same one may be exported again.
    if ((runners.get(name) ?? runner) !== runner) {
      throw new ModuleInvalid({ file, problem: `has another runner of '${name}', which is served already` })
    }
    runners.set(name, runner)
  }
}

function addSchedules(
  schedules: Map<string, Schedule>,
  { file, exports }: ServedModule,
  workflows: ReadonlySet<string>,
): void {
  const list = listOf(exports) ?? []
  if (!Array.isArray(list)) throw new ModuleInvalid({ file, problem: "'schedules' has to be a list of schedules" })
  for (const [index, schedule] of list.entries()) {
    if (!isSchedule(schedule)) {
      const problem = `'schedules[${index}]' is no schedule: make it with 'schedule' of '@millrace/runtime/durable'`
      throw new ModuleInvalid({ file, problem })
    }
    const { name } = schedule
    if (schedules.has(name)) {
      throw new ModuleInvalid({ file, problem: `'schedules' has another one that is called '${name}'` })
    }
    assertKeepable(schedule, { file, workflows })
    schedules.set(name, schedule)
  }
}

function assertKeepable(
  schedule: Schedule,
  { file, workflows }: { readonly file: string; readonly workflows: ReadonlySet<string> },
): void {
  try {
    planSchedule(schedule, workflows)
  } catch (failure) {
    const problem =
      failure instanceof EngineOptionInvalid
        ? `'schedules' ${failure.problem}`
        : `schedule '${schedule.name}': ${messageOf(failure)}`
    throw new ModuleInvalid({ file, problem })
  }
}

/** The runner of a flow may have that name, too. */
function listOf({ schedules }: ServedModule["exports"]): unknown {
  return isRunner(schedules) ? undefined : schedules
}

function isSchedule(value: unknown): value is Schedule {
  if (typeof value !== "object" || value === null) return false
  const { name, cron, runner } = value as Partial<Record<keyof Schedule, unknown>>
  return typeof name === "string" && typeof cron === "string" && isRunner(runner)
}

function isRunner(value: unknown): value is DurableRunner {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "runner" && "plan" in value
}
