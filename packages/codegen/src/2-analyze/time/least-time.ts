import type { Block, Node } from "@millrace/plan"
import { blockNeeds, describeNode, durationMillis, innerBlocks, visit } from "@millrace/plan"
import type { SourceCode } from "../../1-load/source-code.ts"
import { literalLength } from "./literal-length.ts"
import { timeText } from "./worst-time.ts"
import type { Counting } from "./worst-case.ts"

/** How long something takes at least where it succeeds: the sleeps that no way around leads past. */
export interface LeastTime {
  readonly ms: number
  /** The sleeps, for people: `sleep 'pause' 1 h`. */
  readonly parts: ReadonlyArray<string>
}

const noTime: LeastTime = { ms: 0, parts: [] }

/**
 * Counts how long a block takes at least, where it succeeds.
 *
 * **Details**
 *
 * Only sleeps of a literal duration take time for certain. Activities, people and messages may answer at once, a branch
 * counts with its shortest case, and a list may be empty.
 */
export function leastTime(block: Block<SourceCode>, counting: Counting): LeastTime {
  const each = block.nodes.map((node) => nodeLeast(node, counting))
  if (counting.plan.schedule !== "dataflow") return inSequence(each)
  return longestWay(each, blockNeeds(block, counting.readsOf))
}

function nodeLeast(node: Node<SourceCode>, counting: Counting): LeastTime {
  const blocks = innerBlocks(node).map(({ block }) => leastTime(block, counting))
  const [body = noTime] = blocks
  const nothing = (): LeastTime => noTime
  return visit<SourceCode, LeastTime>(node, {
    step: nothing,
    agent: nothing,
    let: nothing,
    signal: nothing,
    human: nothing,
    webhook: nothing,
    child: nothing,
    // Branches may fail where not all have to succeed.
    parallel: ({ minimumSuccess }) => (minimumSuccess === undefined ? longest(blocks) : noTime),
    race: () => shortest(blocks),
    graph: ({ members }) => {
      const order = members.map(({ name }) => name)
      return longestWay(
        blocks,
        members.map(({ needs }) => needs.map((need) => order.indexOf(need))),
      )
    },
    when: ({ otherwise }) => shortest(otherwise === undefined ? [noTime] : blocks),
    match: () => shortest(blocks),
    loop: ({ test }) => (test.kind === "until" ? body : noTime),
    forEach: ({ items, minimumSuccess, concurrency = 1 }) => {
      const count = literalLength(items, counting.modules)
      if (count === undefined || minimumSuccess !== undefined) return noTime
      const rounds = concurrency === "unbounded" ? Math.min(count, 1) : Math.ceil(count / concurrency)
      return rounds < 2 ? (rounds === 1 ? body : noTime) : inSequence(Array.from({ length: rounds }, () => body))
    },
    try: () => shortest(blocks),
    saga: () => body,
    use: () => body,
    sleep: ({ duration }) => {
      const ms = duration === undefined ? undefined : durationMillis(duration)
      return ms === undefined ? noTime : { ms, parts: [`${describeNode(node)} ${timeText(ms)}`] }
    },
  })
}

function inSequence(times: ReadonlyArray<LeastTime>): LeastTime {
  return { ms: times.reduce((sum, { ms }) => sum + ms, 0), parts: times.flatMap(({ parts }) => parts) }
}

function longest(times: ReadonlyArray<LeastTime>): LeastTime {
  return times.reduce((most, each) => (each.ms > most.ms ? each : most), noTime)
}

function shortest(times: ReadonlyArray<LeastTime>): LeastTime {
  const [first = noTime, ...others] = times
  return others.reduce((least, each) => (each.ms < least.ms ? each : least), first)
}

function longestWay(times: ReadonlyArray<LeastTime>, needs: ReadonlyArray<ReadonlyArray<number>>): LeastTime {
  const ways: Array<LeastTime> = []
  for (const [index, time] of times.entries()) {
    const before = longest((needs[index] ?? []).flatMap((each) => ways[each] ?? []))
    ways.push(inSequence([before, time]))
  }
  return longest(ways)
}
