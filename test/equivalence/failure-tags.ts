import { behaviourOf } from "./behaviours.ts"
import type { AttemptOptions, Block, Program, Verb, WaitOptions } from "./program.ts"

type Tags = ReadonlySet<string>

const none: Tags = new Set()

/** Gives the tags of the failures that a block can end with, as its types know them. */
export function tagsOf(block: Block): Tags {
  return union(block.verbs.map(tagsOfVerb))
}

function tagsOfVerb(verb: Verb): Tags {
  switch (verb.kind) {
    case "let":
    case "sleep":
      return none
    case "step":
      if (verb.options.onFailure === "continue") return none
      return union([activityTags(verb.activity), policyTags(verb.options)])
    case "parallel":
      return verb.options.minimumSuccess === undefined
        ? union(verb.branches.map(({ block }) => tagsOf(block)))
        : new Set(["MinimumSuccessMissed"])
    case "race":
      return union(verb.branches.map(({ block }) => tagsOf(block)))
    case "graph":
      return union(verb.nodes.map(({ block }) => tagsOf(block)))
    case "when":
      return union([tagsOf(verb.then), tagsOfOptional(verb.otherwise)])
    case "match":
      return union([...verb.cases.map(({ block }) => tagsOf(block)), tagsOfOptional(verb.otherwise)])
    case "loop":
      return union([tagsOf(verb.body), verb.onExhausted === "continue" ? none : new Set(["LoopExhausted"])])
    case "forEach":
      return verb.options.minimumSuccess === undefined ? tagsOf(verb.body) : new Set(["MinimumSuccessMissed"])
    case "try": {
      const handled = new Set(verb.handlers.map(({ name }) => name))
      const left = [...tagsOf(verb.body)].filter((tag) => !handled.has(tag))
      return union([new Set(left), ...verb.handlers.map(({ block }) => tagsOf(block))])
    }
    case "saga":
    case "use":
      return tagsOf(verb.body)
    case "signal":
    case "webhook":
      return waitTags(verb)
    case "human":
      return union([waitTags(verb), new Set(["InvalidAnswer"])])
    case "agent":
      return union([new Set(["Odd", "NoAgentAvailable"]), policyTags(verb.options)])
    case "child":
      return tagsOfProgram(verb.program)
  }
}

function tagsOfProgram({ body, options }: Program): Tags {
  return union([
    tagsOf(body),
    new Set(["InvalidInput"]),
    options.timeout === undefined ? none : new Set(["WorkflowTimeout"]),
  ])
}

/** Gives the tags of an activity's own failures. */
export function activityTags(name: string): Tags {
  const { tags, timeout } = behaviourOf(name)
  return new Set([...tags, ...(timeout === undefined ? [] : ["StepTimeout"])])
}

function policyTags({ timeout, deadline }: AttemptOptions): Tags {
  return new Set([
    ...(timeout === undefined ? [] : ["StepTimeout"]),
    ...(deadline === undefined ? [] : ["DeadlineExceeded"]),
  ])
}

function waitTags({ deadline, onDeadline }: WaitOptions): Tags {
  if (onDeadline !== undefined) return tagsOf(onDeadline)
  return deadline === undefined ? none : new Set(["DeadlineExceeded"])
}

function tagsOfOptional(block: Block | undefined): Tags {
  return block === undefined ? none : tagsOf(block)
}

function union(sets: ReadonlyArray<Tags>): Tags {
  return new Set(sets.flatMap((set) => [...set]))
}
