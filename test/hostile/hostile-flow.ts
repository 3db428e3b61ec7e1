import { comment, key, literal, pattern } from "./literal-forms.ts"
import type { LiteralForm } from "./literal-forms.ts"

/** Where the strings of a flow come from. */
export interface Words {
  /** Gives a name that this flow has not yet, and that the language lets it have. */
  readonly name: () => string
  /** Gives any text. */
  readonly value: () => string
}

/** What a flow must come to, whatever becomes of its text. */
export interface ExpectedFlow {
  readonly workflow: string
  readonly version: string
  readonly activity: string
  readonly result: unknown
}

/** A flow of which every name and string is given. */
export interface WrittenFlow {
  readonly text: string
  readonly expected: ExpectedFlow
}

/** What stands in front of flows. */
export const head = [
  'import { activity, capability, flow, resource } from "@millrace/dsl"',
  'import * as Schema from "effect/Schema"',
  "",
].join("\n")

/**
 * Writes a flow with all verbs, in which every place that may hold text of the author does. Nothing in it is equal to
 * anything of another flow's, so that the two share no definition.
 */
export function writeFlow(number: number, words: Words, form: LiteralForm): WrittenFlow {
  const { name, value } = words
  const l = (text: string): string => literal(text, form)
  const k = (text: string): string => key(text, form)
  const [workflow, version, activity, given, shown] = [`${name()}${number}`, value(), value(), value(), value()]
  const [read, copied, made, one, two, summary] = [name(), name(), name(), name(), name(), name()]
  const [raced, first, second, node, after, chosen] = [name(), name(), name(), name(), name(), name()]
  const [label, other, tried, tag, each, looped] = [name(), name(), name(), name(), name(), name()]
  const [used, undone, slept, asked, resultKey, inner] = [name(), name(), name(), name(), name(), name()]
  const [matched, wanted] = [value(), value()]
  const text = `
const act${number} = activity(${l(activity)}, (given: { readonly value: unknown }) => given.value)
const box${number} = resource(${l(value())}, { acquire: () => ${l(given)}, release: () => undefined })
const mind${number} = capability(${l(value())}, { input: Schema.Unknown, output: Schema.Unknown })

${comment(value())}
export const flow${number} = flow(${l(workflow)}, {
  version: ${l(version)},
  description: ${l(value())},
  tags: [${l(value())}, ${l(value())}],
  vars: { ${k(inner)}: ${l(shown)} },
})
  .step(${l(read)}, act${number}, () => ({ value: ${l(given)} }), {
    retry: { maximumAttempts: 1, nonRetryable: [${l(value())}] },
  })
  .let(${l(copied)}, (scope) => scope[${l(read)}])
  .let(${l(made)}, ({ ${k(copied)}: it }) => ${comment(value())} ({
    ${k(resultKey)}: it,
    ${k(`${resultKey}2`)}: ${l(shown)},
    matches: ${pattern(matched)}.test(${l(matched)}),
    template: \`a\${${l(given)}}b\${it}\`,
  }))
  .parallel(
    {
      ${k(one)}: (b) => b.step(${l(name())}, act${number}, (scope) => ({ value: scope[${l(made)}] })),
      ${k(two)}: (b) => b.step(${l(name())}, act${number}, (scope) => ({ value: scope[${l(made)}] })),
    },
    { minimumSuccess: 0, summary: ${l(summary)} },
  )
  .race(${l(raced)}, {
    ${k(first)}: (b) => b.let(${l(name())}, () => 1),
    ${k(second)}: (b) => b.let(${l(name())}, () => 1),
  })
  .graph((g) =>
    g
      .node(${l(node)}, { needs: [] }, (b) => b.let(${l(name())}, () => ${l(shown)}))
      .node(${l(after)}, { needs: [${l(node)}] }, (b) => b.let(${l(name())}, (scope) => scope[${l(node)}])),
  )
  .match(${l(chosen)}, () => ${l(label)}, {
    ${k(label)}: (b) => b.step(${l(name())}, act${number}, () => ({ value: ${l(shown)} })),
    ${k(other)}: (b) => b.step(${l(name())}, act${number}, () => ({ value: ${l(given)} })),
  })
  .try(${l(tried)}, (b) => b.let(${l(name())}, () => 1), {
    ${k(tag)}: (b) => b.let(${l(name())}, ({ error }) => error),
  })
  .forEach(
    ${l(each)},
    () => [${l(given)}, ${l(`${shown}2`)}],
    (b) => b.step(${l(name())}, act${number}, ({ item }) => ({ value: item })),
    { concurrency: 2, key: (item) => item },
  )
  .loop(${l(looped)}, {
    initial: () => ${l(given)},
    body: (b) => b.let(${l(name())}, ({ state }) => state),
    until: () => true,
    max: 3,
  })
  .use(${l(used)}, box${number}, (b) => b.let(${l(name())}, ({ resource }) => resource))
  .saga(${l(undone)}, (b) =>
    b.step(${l(name())}, act${number}, () => ({ value: ${l(shown)} }), {
      compensate: { activity: act${number}, map: () => ({ value: ${l(given)} }) },
    }),
  )
  .sleep(${l(slept)}, 0)
  .when(
    ${l(asked)},
    () => false,
    (b) =>
      b
        .human(${l(name())}, { form: Schema.Literal(${number}), assignees: [${l(value())}], show: () => ${l(value())} })
        .signal(${l(name())}, { payload: Schema.Literal(${number}) })
        .webhook(${l(name())}, { payload: Schema.String, announce: act${number}, map: () => ({ value: ${l(value())} }) })
        .agent(${l(name())}, mind${number}, () => ${l(wanted)}),
  )
  .returns((scope) => ({
    ${k(resultKey)}: scope[${l(made)}],
    vars: scope.vars[${l(inner)}],
    all: [
      scope[${l(raced)}].value,
      scope[${l(after)}],
      scope[${l(chosen)}],
      scope[${l(each)}],
      scope[${l(looped)}],
      scope[${l(used)}],
      scope[${l(undone)}],
    ],
    counts: scope[${l(summary)}].total,
  }))
`
  const result = {
    [resultKey]: {
      [resultKey]: given,
      [`${resultKey}2`]: shown,
      matches: true,
      template: `a${given}b${given}`,
    },
    vars: shown,
    all: [1, shown, shown, [given, `${shown}2`], given, given, shown],
    counts: 2,
  }
  return { text, expected: { workflow, version, activity, result } }
}
