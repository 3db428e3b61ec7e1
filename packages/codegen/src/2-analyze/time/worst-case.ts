import type { Block, Node, Plan, ReadsOf } from "@millrace/plan"
import { blockNeeds, describeNode, innerBlocks, visit } from "@millrace/plan"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { LoadedFlow, SourceActivity, SourceCode, SourceWorkflow } from "../../1-load/source-code.ts"
import { activityPolicies } from "./activity-policies.ts"
import { literalLength } from "./literal-length.ts"
import type { WorstTime } from "./worst-time.ts"
import {
  atOnce,
  attemptsOf,
  inSequence,
  lasting,
  limitedTo,
  noTime,
  repeated,
  slowest,
  timeText,
  unlimited,
} from "./worst-time.ts"
import { workflowTimeout } from "./workflow-timeout.ts"

/** The worst case of one node, with those inside it. */
export interface WorstCase {
  readonly name: string
  readonly time: WorstTime
  readonly inner: ReadonlyArray<WorstCase>
}

/** What counting needs to know of a flow and its file. */
export interface Counting {
  readonly plan: Plan<SourceCode>
  readonly readsOf: ReadsOf<SourceCode>
  readonly modules: ModuleSources
  /** The flows of the file, of which one may be a child of another. */
  readonly flows: ReadonlyArray<LoadedFlow>
}

/**
 * Counts how long an execution takes at worst: by timeouts, deadlines, attempts with the waits between them, and how much
 * runs at once. Mappings and the runtime's own work count as nothing.
 */
export function worstCase(counting: Counting): WorstCase {
  const { plan } = counting
  const { inner, time } = blockCase(plan.body, counting)
  return { name: plan.name, time: limitedTo(plan.timeout, "the workflow's timeout", time), inner }
}

interface BlockCase {
  readonly time: WorstTime
  readonly inner: ReadonlyArray<WorstCase>
}

function blockCase(block: Block<SourceCode>, counting: Counting): BlockCase {
  const inner = block.nodes.map((node) => nodeCase(node, counting))
  const { plan, readsOf } = counting
  if (plan.schedule !== "dataflow" || plan.concurrency !== undefined) {
    return { time: inSequence(inner.map(({ time }) => time)), inner }
  }
  const needs = blockNeeds(block, readsOf)
  return {
    time: longest(
      inner.map(({ time }) => time),
      needs,
    ),
    inner,
  }
}

/** The longest way through things that wait for others before them; what is known of it is another way's, perhaps. */
function longest(times: ReadonlyArray<WorstTime>, needs: ReadonlyArray<ReadonlyArray<number>>): WorstTime {
  const atWorst = inSequence(longestWay(times, needs, ({ ms = Infinity }) => ms))
  const known = inSequence(longestWay(times, needs, ({ knownMs }) => knownMs))
  const missing = times.flatMap((each) => each.missing)
  return { ...atWorst, missing, knownMs: known.knownMs }
}

function longestWay(
  times: ReadonlyArray<WorstTime>,
  needs: ReadonlyArray<ReadonlyArray<number>>,
  lasts: (time: WorstTime) => number,
): ReadonlyArray<WorstTime> {
  const ways: Array<ReadonlyArray<WorstTime>> = []
  const lengthOf = (way: ReadonlyArray<WorstTime>): number => way.reduce((sum, time) => sum + lasts(time), 0)
  const longestOf = (found: ReadonlyArray<ReadonlyArray<WorstTime>>): ReadonlyArray<WorstTime> =>
    found.toSorted((a, b) => lengthOf(b) - lengthOf(a))[0] ?? []
  for (const [index, time] of times.entries()) {
    ways.push([...longestOf((needs[index] ?? []).map((each) => ways[each] ?? [])), time])
  }
  return longestOf(ways)
}

function nodeCase(node: Node<SourceCode>, counting: Counting): WorstCase {
  const name = describeNode(node)
  const blocks = innerBlocks(node).map(({ label, block }) => ({ name: label, ...blockCase(block, counting) }))
  const times = blocks.map(({ time }) => time)
  const inner = blocks.length === 1 ? (blocks[0]?.inner ?? []) : blocks.filter(({ time }) => time.ms !== 0)
  const is = (time: WorstTime): WorstCase => ({ name, time, inner })
  const places = counting.plan.concurrency === undefined ? undefined : 1
  const waiting = (deadline: Parameters<typeof lasting>[0] | undefined): WorstTime =>
    deadline === undefined
      ? unlimited(`${name} waits without a deadline`)
      : inSequence([lasting(deadline, "deadline"), ...times])
  return visit<SourceCode, WorstCase>(node, {
    step: (step) => {
      const own = activityTimes(step.activity, step, counting)
      const limited = limitedTo(step.deadline, "deadline", own)
      const shared = [step.pool, step.rateLimit].flatMap((each) => (each === undefined ? [] : [each.name]))
      return is(
        shared.length === 0
          ? limited
          : inSequence([limited, unlimited(`${name} may wait for '${shared.join("' and '")}'`)]),
      )
    },
    agent: ({ timeout, retry, deadline }) =>
      is(limitedTo(deadline, "deadline", attemptsOf(timeout, retry ?? counting.plan.retry, name))),
    let: () => is(noTime),
    parallel: ({ concurrency }) => is(atOnce(times, places ?? numberOf(concurrency))),
    race: () => is(atOnce(times, places ?? Infinity)),
    graph: ({ members, concurrency }) => {
      if (places !== undefined || concurrency !== undefined) return is(inSequence(times))
      const order = members.map((member) => member.name)
      return is(
        longest(
          times,
          members.map(({ needs }) => needs.map((need) => order.indexOf(need))),
        ),
      )
    },
    when: () => is(slowest(times)),
    match: () => is(slowest(times)),
    loop: ({ max }) => is(repeated(inSequence(times), max)),
    forEach: ({ concurrency = 1, items }) => {
      const [body = noTime] = times
      if (body.ms === 0) return is(noTime)
      const count = literalLength(items, counting.modules)
      if (count === 0) return is(noTime)
      if (count !== undefined) return is(repeated(body, count, Math.min(places ?? numberOf(concurrency), count)))
      const each =
        places === undefined && concurrency === "unbounded" ? "" : ` for every ${places ?? concurrency} of its items`
      const length = `${name} goes over a list of unknown length${body.ms === undefined ? "" : `: ${timeText(body.ms)}${each}`}`
      return is({ ms: undefined, because: length, missing: [...body.missing, length], knownMs: 0 })
    },
    try: () => {
      const [body = noTime, ...handlers] = times
      return is(inSequence([body, slowest(handlers)]))
    },
    saga: () => is(inSequence(times)),
    use: ({ resource }) => is(inSequence([...times, unlimited(`acquiring '${resource.name}' has no timeout`)])),
    sleep: ({ duration }) =>
      is(duration === undefined ? unlimited(`${name} ends when a mapping says`) : lasting(duration, "sleeps")),
    signal: ({ deadline }) => is(waiting(deadline)),
    human: ({ deadline }) => is(waiting(deadline)),
    webhook: ({ deadline, announce }) =>
      is(inSequence([activityTimes(announce, {}, counting, `the announcement of ${name}`), waiting(deadline)])),
    child: ({ workflow }) => is(childTime(workflow)),
  })

  /** A child of the same file is counted as well, where that does not lead back here; of another file's the timeout is known. */
  function childTime(workflow: SourceWorkflow): WorstTime {
    const unknown = unlimited(`${name} takes what workflow '${workflow.name}' takes`)
    const flow = counting.flows.find((each) => workflow.module === undefined && each.exportName === workflow.exportName)
    if (flow === undefined) return limitedTo(workflowTimeout(workflow, counting.modules), "its own timeout", unknown)
    const flows = counting.flows.filter((each) => each.plan !== counting.plan && each.plan !== flow.plan)
    return worstCase({ ...counting, plan: flow.plan, flows }).time
  }

  function activityTimes(
    activity: SourceActivity,
    step: { readonly retry?: Plan["retry"]; readonly timeout?: Plan["timeout"] },
    { plan, modules }: Counting,
    owner = name,
  ): WorstTime {
    const declared = activityPolicies(activity, modules)
    const unread = declared.unread.find((each) => (each === "timeout" ? step.timeout : step.retry) === undefined)
    if (unread !== undefined) return unlimited(`the '${unread}' of activity '${activity.name}' is no literal`)
    return attemptsOf(step.timeout ?? declared.timeout, step.retry ?? declared.retry ?? plan.retry, owner)
  }
}

function numberOf(concurrency: number | "unbounded" | undefined): number {
  return typeof concurrency === "number" ? concurrency : Infinity
}
