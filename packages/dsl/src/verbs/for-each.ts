import type { ForEachNode } from "@millrace/plan"
import { checkConcurrency, checkName, checkShare } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import { settledOptions } from "./parallel.ts"
import type { ParallelOptions } from "./parallel.ts"

/** What identifies an item. */
export interface ForEachKey<in Item> {
  /** What stands for an item in the path of its steps; unique among the items. @default its index */
  readonly key?: (item: Item, index: number) => string | number
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
