import { loadModule } from "@millrace/codegen"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import type { DurableRunner } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import { expect, test } from "vitest"
import { worstEntries } from "../../packages/codegen/src/2-analyze/journal/worst-entries.ts"
import * as flows from "./entries.flow.ts"

const { module } = loadModule(`${import.meta.dirname}/entries.flow.ts`)
if (module === undefined) throw new Error("the flows cannot be read")
const { flows: read, modules } = module

/** What an execution that does its worst has written. */
async function written(runner: DurableRunner): Promise<ReadonlyArray<string>> {
  const journal = memoryStore().open()
  await using engine = await Engine.open({ journal, runners: [runner] })
  const { id, result } = await engine.start(runner, { yes: true } as never)
  await result()
  return (await journal.read(id))?.entries.map(({ path, kind }) => `${path} ${kind}`) ?? []
}

test.each(read.map((flow) => [flow.exportName, flow] as const))(
  "the compiler counts as many journal entries of '%s' as it writes at worst",
  async (name, flow) => {
    const workflow = Object.entries(flows).find(([each]) => each === name)?.[1]
    if (workflow === undefined) throw new Error(`'${name}' is not exported`)
    // Which of them it is makes no difference here.
    const runner = interpret(workflow as typeof flows.steps) as DurableRunner
    const { entries } = worstEntries(flow, modules)
    const found = await written(runner)
    expect({ count: entries.count, found }).toEqual({ count: found.length, found })
  },
)
