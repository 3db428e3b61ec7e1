import { printable } from "../../6-check/printable.ts"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import { interruptOf } from "../interrupt.ts"
import { eventLine, isEnd } from "./event-line.ts"
import { followFile } from "./file-source.ts"
import { followEngine } from "./follow-engine.ts"
import type { RunsCommand } from "./parse-runs.ts"
import { clientOf } from "./source.ts"

/** `millrace runs tail`: writes what happens as it happens; of one execution, from its start until it has ended. */
export async function tail(command: RunsCommand, context: CommandContext): Promise<number> {
  const { given, source, filter, isJson } = command
  const [execution] = given
  const abortSignal = interruptOf(context)
  const after = command.after ?? (execution === undefined ? "now" : undefined)
  const query = { ...filter, ...(execution !== undefined && { execution }), ...(after !== undefined && { after }) }
  const events =
    source.kind === "file"
      ? followFile(source.file, context, { query, abortSignal })
      : followEngine(clientOf(source), { query, abortSignal, say: context.error })
  for await (const event of events) {
    if (event.execution !== (execution ?? event.execution)) continue
    context.out(isJson ? JSON.stringify(event) : printable(eventLine(event, execution === undefined)))
    if (execution !== undefined && isEnd(event)) return exitCodes.fine
  }
  return exitCodes.interrupted
}

/** What is asked for of the events of an engine or a file. */
export interface TailRequest {
  readonly query: Readonly<Record<string, string>>
  readonly abortSignal: AbortSignal
}
