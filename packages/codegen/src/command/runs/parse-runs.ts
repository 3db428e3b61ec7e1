import type { ExecutionStatus } from "@millrace/runtime/journal"
import { didYouMean } from "../../1-load/did-you-mean.ts"
import type { OptionValues } from "../option-values.ts"
import { textOf, wholeNumber } from "../option-values.ts"
import { UsageError } from "../usage-error.ts"
import type { RunsAction } from "./actions.ts"
import { executionStatuses, runsActions } from "./actions.ts"

/** What `millrace runs` is asked to do. */
export interface RunsCommand {
  readonly kind: "runs"
  readonly action: RunsAction
  /** What follows the action. */
  readonly given: ReadonlyArray<string>
  readonly source: RunsSource
  readonly filter: RunsFilter
  readonly limit: number
  readonly id?: string
  readonly after?: string
  readonly isJson: boolean
}

/** Where executions are: behind an engine that is served, or in a file. */
export type RunsSource =
  | { readonly kind: "served"; readonly url?: string; readonly key?: string }
  | { readonly kind: "file"; readonly file: string }

/** Which executions are meant. */
export interface RunsFilter {
  readonly workflow?: string
  readonly status?: ExecutionStatus
}

/** What each action takes, at least and at most, and what it is called. */
const argumentsOf: Readonly<Record<RunsAction, readonly [least: number, most: number, names: string]>> = {
  list: [0, 0, "no argument"],
  show: [1, 1, "the id of an execution"],
  tail: [0, 1, "at most the id of an execution"],
  start: [1, 2, "a workflow, and its input as JSON"],
  signal: [2, 3, "the id of an execution, a signal, and a payload as JSON"],
  tasks: [0, 0, "no argument"],
  complete: [2, 2, "a token, and an answer as JSON"],
  cancel: [1, 1, "the id of an execution"],
  retry: [1, 1, "the id of an execution"],
  resume: [1, 1, "the id of an execution"],
  export: [0, 1, "at most the id of an execution"],
}

const fromFile: ReadonlySet<RunsAction> = new Set(["list", "show", "tail", "export"])

/** Which options only some actions take. */
const onlyFor: Readonly<Record<string, ReadonlySet<RunsAction>>> = {
  journal: fromFile,
  workflow: new Set(["list", "tail", "export"]),
  status: new Set(["list", "export"]),
  limit: new Set(["list", "tasks"]),
  id: new Set(["start", "signal"]),
  after: new Set(["tail"]),
}

/** Reads what `millrace runs` was given. */
export function parseRuns(values: OptionValues, [name, ...given]: ReadonlyArray<string>): RunsCommand {
  const action = actionOf(name)
  const [least, most, names] = argumentsOf[action]
  if (given.length < least || given.length > most) {
    throw new UsageError(`'millrace runs ${action}' takes ${names}, but ${counted(given.length)} given`)
  }
  for (const [option, actions] of Object.entries(onlyFor)) {
    if (values[option] === undefined || actions.has(action)) continue
    throw new UsageError(
      `option '--${option}' is for 'millrace runs ${[...actions].join("', '")}', not for '${action}'`,
    )
  }
  const [id, after] = [textOf(values, "id"), textOf(values, "after")]
  const workflow = textOf(values, "workflow")
  const status = executionStatuses.find((each) => each === textOf(values, "status"))
  return {
    kind: "runs",
    action,
    given,
    source: sourceOf(values),
    filter: { ...(workflow !== undefined && { workflow }), ...(status !== undefined && { status }) },
    limit: wholeNumber(values, "limit", { from: 1, to: 1_000 }) ?? 20,
    isJson: values["json"] === true,
    ...(id !== undefined && { id }),
    ...(after !== undefined && { after }),
  }
}

function actionOf(name: string | undefined): RunsAction {
  const action = runsActions.find((each) => each === name)
  if (action !== undefined) return action
  const known = `the actions are ${runsActions.join(", ")}`
  if (name === undefined) throw new UsageError(`'millrace runs' needs an action: ${known}`)
  throw new UsageError(`'millrace runs' has no action '${name}': ${didYouMean(name, runsActions) ?? known}`)
}

function sourceOf(values: OptionValues): RunsSource {
  const [file, url, key] = [textOf(values, "journal"), textOf(values, "url"), textOf(values, "key")]
  if (file === undefined)
    return { kind: "served", ...(url !== undefined && { url }), ...(key !== undefined && { key }) }
  for (const [option, value] of Object.entries({ url, key })) {
    if (value !== undefined) throw new UsageError(`options '--journal' and '--${option}' exclude each other`)
  }
  return { kind: "file", file }
}

function counted(count: number): string {
  return count === 0 ? "nothing is" : count === 1 ? "one is" : `${count} are`
}
