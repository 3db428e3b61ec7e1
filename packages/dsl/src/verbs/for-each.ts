import type { ForEachNode } from "@millrace/plan"
import type { After, AnyBlockEnd, FailureOf, RequirementsOf, ValueOf } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkConcurrency, checkName, checkShare } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, Named, ScopeOf, With, Within } from "../scope.ts"
import type { FreeName } from "../sentences.ts"
import { settledOptions } from "./parallel.ts"
import type { ParallelOptions, SettledFailure, SettledValue, WithSummary } from "./parallel.ts"

/** What identifies an item. */
export interface ForEachKey<in Item> {
  /** What stands for an item in the path of its steps; unique among the items. @default its index */
  readonly key?: (item: Item, index: number) => string | number
}

/** What calling `.forEach` takes and gives. */
export interface ForEachVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <const Name extends string, Item, Body extends AnyBlockEnd, const Options extends ParallelOptions = {}>(
    name: FreeName<Name, Seen["names"]>,
    items: (scope: ScopeOf<Seen>["values"]) => ReadonlyArray<Item>,
    body: (b: BlockBuilder<Within<Seen, Named<"item", Item> & Named<"index", number>>>) => Body,
    options?: Options & ForEachKey<NoInfer<Item>>,
  ): Builder<
    After<Mode, ReadonlyArray<SettledValue<Options, ValueOf<Body>, FailureOf<Body>>>>,
    WithSummary<
      With<Seen, Name, ReadonlyArray<SettledValue<Options, ValueOf<Body>, FailureOf<Body>>>>,
      Options,
      FailureOf<Body>
    >,
    Failure | SettledFailure<Options, FailureOf<Body>>,
    Requirements | RequirementsOf<Body>
  >
}

/** Makes the node of `.forEach`. */
export function parseForEach(
  name: string,
  items: LiveMapping,
  rest: {
    readonly body: BlockCallback
    readonly options: (ParallelOptions & { readonly key?: LiveMapping }) | undefined
  },
): ForEachNode {
  const { body, options = {} } = rest
  checkName(name)
  checkConcurrency(name, options.concurrency)
  checkShare(name, "minimumSuccess", options.minimumSuccess)
  if (options.summary !== undefined) checkName(options.summary)
  return {
    kind: "forEach",
    name,
    items,
    body: parseBlock(body),
    ...settledOptions(options),
    ...(options.key === undefined ? {} : { key: options.key }),
  }
}
