import type { Code } from "./code.ts"
import type { Block } from "./nodes/block.ts"
import type { Node } from "./nodes/node.ts"
import type { ParallelBranch } from "./nodes/parallel.ts"
import type { AttemptPolicies } from "./nodes/step.ts"
import type { Waiting } from "./nodes/waiting.ts"
import type { Plan } from "./plan.ts"
import { visit } from "./visitor.ts"

/** A JSON value with only what every producer of a plan knows. */
export type PlanJson = null | boolean | number | string | ReadonlyArray<PlanJson> | { readonly [key: string]: PlanJson }

/**
 * Gives a plan as JSON: its structure, names and policies.
 *
 * **Details**
 *
 * Author code appears as what identifies it: an activity by its name; a mapping or schema by `true` where there is one.
 * Keys are in alphabetical order, so equal plans give equal text.
 */
export function planJson<C extends Code>(plan: Plan<C>): PlanJson {
  return sorted({
    name: plan.name,
    version: plan.version,
    description: plan.description,
    tags: plan.tags,
    input: present(plan.input),
    output: present(plan.output),
    vars: present(plan.vars),
    timeout: plan.timeout,
    retry: plan.retry,
    concurrency: plan.concurrency,
    sla: plan.sla && sorted({ duration: plan.sla.duration }),
    schedule: plan.schedule,
    durable: plan.durable,
    body: blockJson(plan.body),
  })
}

function blockJson<C extends Code>(block: Block<C>): PlanJson {
  return sorted({ nodes: block.nodes.map((node) => nodeJson(node)), returns: present(block.returns) })
}

function nodeJson<C extends Code>(node: Node<C>): PlanJson {
  return visit<C, PlanJson>(node, {
    step: ({ kind, name, activity, mapping, when, onFailure, compensate, pool, rateLimit, cache, ...rest }) =>
      sorted({
        kind,
        name,
        activity: activity.name,
        mapping: present(mapping),
        when: present(when),
        onFailure,
        compensate: compensate && sorted({ activity: compensate.activity.name, mapping: present(compensate.mapping) }),
        pool: pool?.name,
        rateLimit: rateLimit?.name,
        cache: cache && sorted({ ttl: cache.ttl, key: present(cache.key), maximumSize: cache.maximumSize }),
        ...policiesJson(rest),
      }),
    let: ({ kind, name }) => sorted({ kind, name }),
    parallel: ({ kind, branches, concurrency, minimumSuccess, summary }) =>
      sorted({ kind, branches: branchesJson(branches), concurrency, minimumSuccess, summary }),
    race: ({ kind, name, branches }) => sorted({ kind, name, branches: branchesJson(branches) }),
    graph: ({ kind, members, concurrency }) =>
      sorted({
        kind,
        members: members.map((each) => sorted({ name: each.name, needs: each.needs, block: blockJson(each.block) })),
        concurrency,
      }),
    when: ({ kind, name, then, otherwise }) =>
      sorted({ kind, name, then: blockJson(then), otherwise: otherwise && blockJson(otherwise) }),
    match: ({ kind, name, cases, otherwise }) =>
      sorted({
        kind,
        name,
        cases: cases.map((each) => sorted({ label: each.label, block: blockJson(each.block) })),
        otherwise: otherwise && blockJson(otherwise),
      }),
    loop: ({ kind, name, body, test, max, onExhausted }) =>
      sorted({ kind, name, body: blockJson(body), test: test.kind, max, onExhausted }),
    forEach: ({ kind, name, body, concurrency, minimumSuccess, summary, key }) =>
      sorted({ kind, name, body: blockJson(body), concurrency, minimumSuccess, summary, key: present(key) }),
    try: ({ kind, name, body, handlers }) =>
      sorted({
        kind,
        name,
        body: blockJson(body),
        handlers: handlers.map((each) => sorted({ tag: each.tag, block: blockJson(each.block) })),
      }),
    saga: ({ kind, name, body }) => sorted({ kind, name, body: blockJson(body) }),
    use: ({ kind, name, resource, body }) => sorted({ kind, name, resource: resource.name, body: blockJson(body) }),
    sleep: ({ kind, name, duration, until }) => sorted({ kind, name, duration, until: present(until) }),
    signal: ({ kind, name, ...waiting }) => sorted({ kind, name, ...waitingJson(waiting) }),
    human: ({ kind, name, show, assignees, ...waiting }) =>
      sorted({ kind, name, show: present(show), assignees, ...waitingJson(waiting) }),
    webhook: ({ kind, name, announce, mapping, verify, ...waiting }) =>
      sorted({
        kind,
        name,
        announce: announce.name,
        mapping: present(mapping),
        verify: present(verify),
        ...waitingJson(waiting),
      }),
    agent: ({ kind, name, capability, mapping, ...rest }) =>
      sorted({ kind, name, capability: capability.name, mapping: present(mapping), ...policiesJson(rest) }),
    child: ({ kind, name, workflow, mapping }) =>
      sorted({ kind, name, workflow: workflow.name, mapping: present(mapping) }),
  })
}

function branchesJson<C extends Code>(branches: ReadonlyArray<ParallelBranch<C>>): PlanJson {
  return branches.map((each) => sorted({ name: each.name, block: blockJson(each.block) }))
}

function policiesJson({ retry, timeout, deadline }: AttemptPolicies): Readonly<Record<string, unknown>> {
  return { retry, timeout, deadline }
}

function waitingJson<C extends Code>({ deadline, onDeadline }: Waiting<C>): Readonly<Record<string, unknown>> {
  return { deadline, onDeadline: onDeadline && blockJson(onDeadline) }
}

function present(code: unknown): true | undefined {
  return code === undefined ? undefined : true
}

function sorted(fields: Readonly<Record<string, unknown>>): PlanJson {
  const entries = Object.entries(fields).filter(([, value]) => value !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  // Every value above is JSON by construction of the node types; retry policies are flat records of JSON values.
  return Object.fromEntries(
    entries.map(([key, value]) => [key, key === "retry" ? sorted(value as object as Record<string, unknown>) : value]),
  ) as PlanJson
}
