import type { Operation } from "../api/operation.ts"
import { cancelExecution } from "./cancel-execution.ts"
import { completeTask } from "./complete-task.ts"
import { exportExecution, exportExecutions } from "./export-execution.ts"
import { followEvents } from "./follow-events.ts"
import { listExecutions } from "./list-executions.ts"
import { listSchedules } from "./list-schedules.ts"
import { listTasks } from "./list-tasks.ts"
import { listWorkflows } from "./list-workflows.ts"
import { readExecution } from "./read-execution.ts"
import { readLiveness, readReadiness } from "./read-health.ts"
import { readMetrics } from "./read-metrics.ts"
import { readResult } from "./read-result.ts"
import { resumeExecution } from "./resume-execution.ts"
import { retryExecution } from "./retry-execution.ts"
import { sendSignal } from "./send-signal.ts"
import { startExecution } from "./start-execution.ts"

/** All that a server does, in the order of its description. */
export const operations: ReadonlyArray<Operation> = [
  listWorkflows,
  startExecution,
  listExecutions,
  readExecution,
  readResult,
  sendSignal,
  cancelExecution,
  retryExecution,
  resumeExecution,
  listTasks,
  completeTask,
  listSchedules,
  followEvents,
  exportExecution,
  exportExecutions,
  readLiveness,
  readReadiness,
  readMetrics,
]
