import { assertNever } from "@millrace/plan"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import { jsonArgument } from "./json-argument.ts"
import { listLines } from "./list.ts"
import type { RunsCommand } from "./parse-runs.ts"
import { failureText, showLines } from "./show.ts"
import { clientOf, reading } from "./source.ts"
import { taskLines } from "./tasks.ts"

/** `millrace runs`: lists, shows and steers executions. */
export async function runs(command: RunsCommand, context: CommandContext): Promise<number> {
  const { action, given, source, filter, limit, isJson, id: messageId } = command
  const [first = "", second = "", third] = given
  const nowMs = Date.now()
  const show = (value: unknown, lines: () => ReadonlyArray<string>): void => {
    for (const line of isJson ? [JSON.stringify(value)] : lines()) context.out(line)
  }
  const told = messageId === undefined ? {} : { id: messageId }
  switch (action) {
    case "list": {
      const page = await reading(source, context, (from) => from.list({ ...filter, limit }))
      show(page, () => [
        ...listLines(page.items, nowMs),
        ...(page.next === undefined ? [] : [`and more behind them: '--limit'`]),
      ])
      return exitCodes.fine
    }
    case "show": {
      const details = await reading(source, context, (from) => from.history(first))
      show(details, () => showLines(details, nowMs))
      return exitCodes.fine
    }
    case "export":
      await reading(source, context, async (from) => {
        for await (const line of from.exported(filter, given[0])) context.out(line)
      })
      return exitCodes.fine
    case "tail":
      return (await import("./tail.ts")).tail(command, context)
    case "start": {
      const input = given.length > 1 ? { input: jsonArgument(second, context) } : {}
      const started = await clientOf(source).start({ workflow: first, ...input, ...told })
      show(started, () => [started.isNew ? `started ${started.id}` : `${started.id} was there already`])
      return exitCodes.fine
    }
    case "signal": {
      const payload = third === undefined ? {} : { payload: jsonArgument(third, context) }
      await clientOf(source).signal(first, second, { ...payload, ...told })
      show({}, () => [`sent '${second}' to ${first}`])
      return exitCodes.fine
    }
    case "tasks": {
      const tasks = await clientOf(source).tasks(limit)
      show(tasks, () => taskLines(tasks.items, nowMs))
      return exitCodes.fine
    }
    case "complete":
      await clientOf(source).complete(first, jsonArgument(second, context))
      show({}, () => ["answered"])
      return exitCodes.fine
    case "cancel":
    case "retry":
    case "resume": {
      const outcome = await clientOf(source).steer(first, action)
      const { status, failure } = outcome
      show(outcome, () => [`${first} is ${status}${failure === undefined ? "" : `: ${failureText(failure)}`}`])
      return exitCodes.fine
    }
    default:
      return assertNever(action)
  }
}
