import { randomUUID } from "node:crypto"
import type { DurableRunner } from "../../durable/life/execution-life.ts"
import type { Engine } from "../../durable/engine.ts"
import { ExecutionUnknown } from "../../durable/failures/execution-unknown.ts"
import { digestOfInput } from "../../durable/values/input-digest.ts"
import { ends } from "../../journal/execution-row.ts"
import { makePayloadFormat } from "../../journal/payloads/payload-format.ts"

/** The execution that a command is about, and what it finds of it. */
export interface FoundExecution {
  readonly id: string
  readonly state: "begins" | "goes on" | "has ended before"
}

/** What is asked for. */
export interface Wanted {
  readonly runner: DurableRunner
  /** Parsed JSON; `undefined` where nothing is given. */
  readonly input: unknown
  readonly id: string | undefined
}

/**
 * Finds or starts an execution.
 *
 * **Details**
 *
 * The one with the id, where one is given; without an input that is whatever it was begun with. Else the last one of this
 * workflow and input that has not ended, so that the same command goes on where it was killed. Else a new one. A suspended
 * one is resumed: whoever runs the command again has perhaps mended what it was suspended for.
 */
export async function findExecution(engine: Engine, wanted: Wanted): Promise<FoundExecution> {
  const { runner, input } = wanted
  const known = wanted.id === undefined ? await unended(engine, wanted) : await statusOf(engine, wanted.id)
  const id = known?.id ?? wanted.id ?? `${runner.plan.name}-${randomUUID().slice(0, 8)}`
  if (known === undefined || (wanted.id !== undefined && input !== undefined)) {
    // It is checked against the workflow's own schema before anything runs.
    await engine.start(runner, input as never, { id })
  }
  if (known === undefined) return { id, state: "begins" }
  if (known.isOver) return { id, state: "has ended before" }
  await engine.resume(id)
  return { id, state: "goes on" }
}

interface Known {
  readonly id: string
  readonly isOver: boolean
}

async function statusOf(engine: Engine, id: string): Promise<Known | undefined> {
  try {
    const { status } = await engine.read(id)
    return { id, isOver: ends.has(status) }
  } catch (error) {
    if (error instanceof ExecutionUnknown) return undefined
    throw error
  }
}

async function unended(engine: Engine, { runner, input }: Wanted): Promise<Known | undefined> {
  const payload = makePayloadFormat().encode(input, () => "input")
  const digest = digestOfInput(payload)
  const { items } = await engine.list({ workflow: runner.plan.name })
  const found = items.find(
    ({ status, parent, inputDigest }) => parent === undefined && inputDigest === digest && !ends.has(status),
  )
  return found && { id: found.id, isOver: false }
}
