import type { AnyWorkflow, WorkflowFailure, WorkflowInput, WorkflowOutput, WorkflowRequirements } from "@millrace/plan"
import { interpret } from "@millrace/runtime"
import type { Runner } from "@millrace/runtime"
import { expect } from "vitest"
import { newWorld } from "./world.ts"
import type { World } from "./world.ts"

/** The runner of a workflow. */
export type AnyRunner<W extends AnyWorkflow> = Runner<
  WorkflowInput<W>,
  WorkflowOutput<W>,
  WorkflowFailure<W>,
  WorkflowRequirements<W>
>

/** Something done with a runner, in a world of its own. */
export type Script<W extends AnyWorkflow, Result> = (runner: AnyRunner<W>, world: World) => Promise<Result>

/** Runs a script with both runners of a workflow, demands that both give the same, and gives that. */
export type Both<W extends AnyWorkflow> = <Result>(script: Script<W, Result>, beginsAtMs?: number) => Promise<Result>

/**
 * Gives what runs a workflow that a rule's file exports: interpreted, and as it was built for this run of the tests.
 *
 * **Example**
 *
 * ```ts
 * const both = await bothOf(waiting, import.meta.filename)
 *
 * const exit = await both((runner, { time }) => runner.provide(time.layer).runExit())
 * ```
 */
export async function bothOf<W extends AnyWorkflow>(workflow: W, file: string): Promise<Both<W>> {
  const built: Readonly<Record<string, AnyRunner<W>>> = await import(file.replace(/\.test\.ts$/, ".runner.ts"))
  const { name } = workflow.plan
  const emitted = Object.values(built).find(({ plan }) => plan.name === name)
  if (emitted === undefined) throw new Error(`no runner of '${name}' was built`)
  const interpreted = interpret(workflow)
  expect(emitted.plan).toEqual(interpreted.plan)
  return async (script, beginsAtMs) => {
    const reference = await script(interpreted, await newWorld(beginsAtMs))
    const result = await script(emitted, await newWorld(beginsAtMs))
    expect(result, "what the built runner comes to, against the interpreter").toEqual(reference)
    return reference
  }
}
