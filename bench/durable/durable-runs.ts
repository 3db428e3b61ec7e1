import { isDeepStrictEqual } from "node:util"
import { Engine } from "@millrace/runtime/durable"
import { sequence } from "../works/flows/values.runner.ts"
import { works } from "../works/works.ts"

const { cases } = works.sequence
const first = { input: { n: 0 }, output: 10 }

/** Opens an engine with the emitted runner of ten steps in a row. */
export function openEngine(file: string, maximumExecutions: number): Promise<Engine> {
  return Engine.open({ journal: `sqlite:${file}`, runners: [sequence], maximumExecutions })
}

/** Runs so many executions of ten steps at once, and demands their results. */
export async function runDurably(engine: Engine, executions: number): Promise<void> {
  const one = async (index: number): Promise<void> => {
    const { input, output } = cases[index % cases.length] ?? first
    const execution = await engine.start(sequence, input)
    if (!isDeepStrictEqual(await execution.result(), output)) throw new Error("it has another result")
  }
  await Promise.all(Array.from({ length: executions }, (_, index) => one(index)))
}
