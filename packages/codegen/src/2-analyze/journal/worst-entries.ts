import type { Block, Node, RetryPolicy } from "@millrace/plan"
import { describeNode, innerBlocks, visit } from "@millrace/plan"
import type { ModuleSources } from "../../1-load/module-sources.ts"
import type { LoadedFlow, SourceActivity, SourceCode } from "../../1-load/source-code.ts"
import { activityPolicies } from "../time/activity-policies.ts"
import { literalLength } from "../time/literal-length.ts"
import { activityEffects } from "../activities/activity-effects.ts"
import type { EntryCount } from "./entry-count.ts"
import { allOf, countText, entriesOf, largestOf, noEntries, timesOf } from "./entry-count.ts"

/** The entries of one node, with those inside it. */
export interface EntryCase {
  readonly name: string
  readonly entries: EntryCount
  readonly inner: ReadonlyArray<EntryCase>
}

/** What counting needs to know. */
interface Counting {
  readonly plan: LoadedFlow["plan"]
  readonly modules: ModuleSources
}

/** Where a node stands: what a step inside a saga has done is kept so that it can be undone. */
interface Place {
  readonly isUndone: boolean
}

/**
 * Counts what an execution writes into its journal at worst, when every loop runs as often as it may, every attempt but the
 * last one fails, and sagas are undone. `docs/durable.md` says which entries there are.
 *
 * **Details**
 *
 * A child workflow has a journal of its own; here it is the two entries of its parent.
 */
export function worstEntries({ plan }: Pick<LoadedFlow, "plan">, modules: ModuleSources): EntryCase {
  const { entries, inner } = blockEntries(plan.body, { isUndone: false }, { plan, modules })
  const ofTimeout = plan.timeout === undefined ? noEntries : entriesOf([[1, "timeout"]])
  return { name: plan.name, entries: allOf([entries, ofTimeout]), inner }
}

function blockEntries(
  block: Block<SourceCode>,
  place: Place,
  counting: Counting,
): Pick<EntryCase, "entries" | "inner"> {
  const inner = block.nodes.map((node) => nodeEntries(node, place, counting))
  return { entries: allOf(inner.map(({ entries }) => entries)), inner }
}

function nodeEntries(node: Node<SourceCode>, place: Place, counting: Counting): EntryCase {
  const { plan, modules } = counting
  const name = describeNode(node)
  const inside: Place = node.kind === "saga" ? { isUndone: true } : place
  const blocks = innerBlocks(node).map(({ label, block }) => ({
    name: label,
    ...blockEntries(block, inside, counting),
  }))
  const counts = blocks.map(({ entries }) => entries)
  const [first = noEntries, ...others] = counts
  const inner = blocks.length === 1 ? (blocks[0]?.inner ?? []) : blocks
  const is = (entries: EntryCount): EntryCase => ({ name, entries, inner })
  const decided = (what: string): EntryCount => entriesOf([[1, what]])
  const outside = (deadline: unknown): EntryCount =>
    allOf([
      entriesOf([
        [1, "answer"],
        [deadline === undefined ? 0 : 1, "deadline"],
        // What comes after a deadline is a branch.
        [counts.length === 0 ? 0 : 1, "decision"],
      ]),
      ...counts,
    ])
  return visit<SourceCode, EntryCase>(node, {
    step: ({ activity, retry, deadline, compensate, when }) => {
      const undo = place.isUndone ? undoOf(activity, compensate?.activity) : undefined
      // One without effects is made again instead.
      const isKept = undo !== undefined || activityEffects(activity, modules) !== "none"
      const own = isKept ? attemptsOf(retry ?? policyOf(activity), deadline) : noEntries
      const undone = undo === undefined ? [] : [entriesOf([[1, "undoable"]]), attemptsOf(undo, undefined)]
      const done = allOf([own, ...undone])
      return is(when === undefined || done.count > 0 ? done : decided("decision"))
    },
    agent: ({ retry, deadline }) => is(attemptsOf(retry ?? plan.retry, deadline)),
    let: () => is(noEntries),
    parallel: () => is(allOf(counts)),
    race: () => is(allOf([...counts, decided("winner")])),
    graph: () => is(allOf(counts)),
    when: () => is(allOf([largestOf(counts), decided("decision")])),
    match: () => is(allOf([largestOf(counts), decided("decision")])),
    loop: ({ max }) => {
      const { entries } = is(allOf([first, decided("iteration")]))
      const all = timesOf(entries, max)
      return is({ ...all, count: all.count + 1, because: `${all.because} + 1 for their number` })
    },
    forEach: ({ items }) => {
      const length = literalLength(items, modules)
      const keys = decided("for the keys")
      if (length !== undefined) return is(length === 0 ? keys : allOf([timesOf(first, length), keys]))
      const each = first.count === 0 ? [] : [`${countText(first.count)} for each item of ${name}`]
      return is({ ...keys, more: [...first.more, ...each] })
    },
    try: () => is(allOf([first, largestOf(others), decided("decision")])),
    saga: () => is(allOf([...counts, ...(place.isUndone ? [decided("settled")] : [])])),
    use: () => is(allOf([entriesOf([[2, "for acquiring and releasing"]]), ...counts])),
    sleep: () => is(entriesOf([[2, "for when it is due and when it is over"]])),
    signal: ({ deadline }) => is(outside(deadline)),
    human: ({ deadline }) => is(outside(deadline)),
    webhook: ({ announce, deadline }) => is(allOf([attemptsOf(policyOf(announce), undefined), outside(deadline)])),
    child: () => is(entriesOf([[2, "for its beginning and its end"]])),
  })

  function policyOf(activity: SourceActivity): RetryPolicy | undefined {
    return activityPolicies(activity, modules).retry ?? plan.retry
  }

  /** Gives the policy of what undoes a step, where something does. */
  function undoOf(activity: SourceActivity, compensate: SourceActivity | undefined): RetryPolicy | undefined {
    const isUndone = compensate !== undefined || activity.options?.has("compensate") === true
    return isUndone ? (policyOf(compensate ?? activity) ?? once) : undefined
  }
}

const once: RetryPolicy = { maximumAttempts: 1 }

function attemptsOf(retry: RetryPolicy | undefined, deadline: unknown): EntryCount {
  const attempts = retry === undefined ? 1 : (retry.maximumAttempts ?? 3)
  return entriesOf([
    [1, "outcome"],
    [attempts - 1, attempts === 2 ? "retry" : "retries"],
    [deadline === undefined ? 0 : 1, "deadline"],
  ])
}
