import { Engine } from "../../durable/engine.ts"
import type { EngineOptions } from "../../durable/engine-options.ts"
import { sqliteStore } from "../../journal/sqlite/sqlite-store.ts"
import { receiveCalls } from "./receive-calls.ts"

/** The engine of a command. */
export interface CommandEngine {
  readonly engine: Engine
  /** Where calls to webhooks arrive, if a workflow may wait for one. */
  readonly url: string | undefined
  readonly close: () => Promise<void>
}

/** How the engine of a command is opened. */
export interface CommandEngineOptions extends Pick<EngineOptions, "runners" | "onEvent" | "onError"> {
  /** The file of the journal. */
  readonly file: string
  readonly journalName: string
}

/** Opens the engine of a command, and receives the calls that its workflows wait for. */
export async function openEngine({ file, journalName, ...options }: CommandEngineOptions): Promise<CommandEngine> {
  const journal = sqliteStore({ file })
  if (!options.runners.some(({ plan }) => plan.steps.some(({ kind }) => kind === "webhook"))) {
    const engine = await Engine.open({ ...options, journal })
    return { engine, url: undefined, close: () => engine.close() }
  }
  let engine: Engine | undefined
  const handle = async (request: Request): Promise<Response> =>
    engine?.handleWebhook(request) ?? new Response(null, { status: 503 })
  const receiver = await receiveCalls(journal, { journalName, handle }).catch(async (problem: unknown) => {
    await journal.close()
    throw problem
  })
  const { url } = receiver
  // Whose call was accepted has to hear it.
  const closeReceiver = (): Promise<void> => receiver.close(1_000)
  try {
    const opened = (engine = await Engine.open({ ...options, journal, webhookUrl: url }))
    return { engine: opened, url, close: () => closeReceiver().then(() => opened.close()) }
  } catch (problem) {
    await closeReceiver()
    throw problem
  }
}
