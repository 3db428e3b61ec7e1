import { isIPv6 } from "node:net"
import { messageOf, tagOf } from "../events/failure-facts.ts"
import { Engine } from "../durable/engine.ts"
import type { EngineOptions } from "../durable/engine-options.ts"
import type { ScheduleState } from "../durable/schedules/schedule.ts"
import { printable } from "../human-tasks/printable.ts"
import { serve } from "./serve.ts"
import type { ServeOptions } from "./serve-options.ts"

/** What a process serves, and how. */
export interface RunServerOptions
  extends
    Pick<
      EngineOptions,
      | "runners"
      | "journal"
      | "maximumExecutions"
      | "codec"
      | "tokenKey"
      | "metrics"
      | "otlp"
      | "schedules"
      | "retention"
    >,
    Omit<ServeOptions, "onError"> {
  /** Where others reach it, for the URLs of webhooks: `https://flows.example.org`. @default the address it listens at */
  readonly publicUrl?: string
  /** How long steps that are in flight at the end may take, in milliseconds. @default 10000 */
  readonly graceMs?: number
  /** Ends it as SIGTERM does. */
  readonly abortSignal?: AbortSignal
  /** Is told what people should know, a line at a time. @default written to stderr */
  readonly say?: (line: string) => void
}

/** How the process of a server ends: after a signal; or because it could not begin. */
export type ServerExitCode = 0 | 1

/**
 * Opens an engine and serves it until SIGTERM or SIGINT, and gives the exit code.
 *
 * **Details**
 *
 * At the signal it takes no more work, lets steps that are in flight end within the grace period, and leaves what has not
 * ended to the next process: 0. A second signal ends the process at once. 1 when it could not begin, with a sentence why.
 *
 * **Example**
 *
 * ```ts
 * import { runServer } from "@millrace/runtime/server"
 * import { order } from "./order.runner.ts"
 *
 * process.exitCode = await runServer({ journal: "sqlite:millrace.db", runners: [order], port: 6455 })
 * ```
 *
 * @since 0.1.0
 */
export async function runServer(options: RunServerOptions): Promise<ServerExitCode> {
  const { graceMs = 10_000, say = (line) => void process.stderr.write(`${printable(line)}\n`) } = options
  const onError = (error: unknown): void => say(`${tagOf(error) ?? "Error"}: ${messageOf(error)}`)
  const stop = listenForSignals(options.abortSignal)
  try {
    const engine = await Engine.open({ metrics: true, ...options, onError, ...webhooksAt(options) })
    try {
      const server = await serve(engine, { ...options, hosts: hostsOf(options), onError })
      say(`serving ${engine.workflows.map(({ name }) => `'${name}'`).join(", ")} at ${server.url}`)
      for (const each of await engine.schedules()) say(scheduleLine(each))
      await stop.asked
      say(`ending: steps in flight have ${graceMs / 1_000} s`)
      // What is asked for while steps end is still answered, but nothing is started.
      await engine.drain({ graceMs })
      await server.close()
    } finally {
      await engine.close()
    }
    say("ended: what has not completed goes on when the journal is served again")
    return 0
  } catch (failure) {
    onError(failure)
    return 1
  } finally {
    stop.close()
  }
}

function scheduleLine({ name, cron, timeZone, workflow, nextDueMs }: ScheduleState): string {
  const next = new Date(nextDueMs).toISOString()
  return `schedule '${name}' starts '${workflow}' at '${cron}' (${timeZone}), next ${next}`
}

/** Webhooks are called where the server is; a port that nobody knows yet cannot be told. */
function webhooksAt({ publicUrl, host = "127.0.0.1", port }: RunServerOptions): Pick<EngineOptions, "webhookUrl"> {
  if (publicUrl === undefined && port === 0) return {}
  const base = publicUrl ?? `http://${isIPv6(host) ? `[${host}]` : host}:${port}`
  return { webhookUrl: `${base.replace(/\/+$/, "")}/webhooks` }
}

/** Calls that come through a proxy may name what others reach it by. */
function hostsOf({ publicUrl, hosts = [] }: RunServerOptions): ReadonlyArray<string> {
  return publicUrl === undefined ? hosts : [...hosts, new URL(publicUrl).hostname]
}

interface Stop {
  /** Resolves when somebody wants an end. */
  readonly asked: Promise<void>
  readonly close: () => void
}

function listenForSignals(abortSignal: AbortSignal | undefined): Stop {
  let ask: () => void = () => undefined
  let isAsked = false
  const asked = new Promise<void>((resolve) => {
    ask = resolve
  })
  const end = (code: 130 | 143) => (): void => {
    if (isAsked) process.exit(code)
    isAsked = true
    ask()
  }
  const onInterrupt = end(130)
  const onTerminate = end(143)
  process.on("SIGINT", onInterrupt)
  process.on("SIGTERM", onTerminate)
  abortSignal?.addEventListener("abort", ask)
  return {
    asked,
    close: () => {
      process.off("SIGINT", onInterrupt)
      process.off("SIGTERM", onTerminate)
      abortSignal?.removeEventListener("abort", ask)
    },
  }
}
