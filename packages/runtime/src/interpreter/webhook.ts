import type { WebhookNode } from "@millrace/plan"
import type * as Effect from "effect/Effect"
import { optionalMillis } from "../policies/policy-millis.ts"
import type { BlockBody } from "../runner/block.ts"
import type { Position } from "../runner/position.ts"
import { webhook } from "../verbs/webhook.ts"
import type { WebhookOptions } from "../verbs/webhook.ts"
import { compileBlock } from "./block.ts"
import type { CompiledNode, CompileOptions } from "./compiled.ts"
import { callMapping, itself, nameBinding } from "./scope.ts"

/** Compiles a `webhook`: its mapping sees the scope and the URL. */
export function compileWebhook(node: WebhookNode, options: CompileOptions): CompiledNode {
  const { name, payload, announce, mapping, verify } = node
  const { defaultRetry } = options
  const deadline = optionalMillis(node.deadline)
  const onDeadline = node.onDeadline && compileBlock(node.onDeadline, options)
  const wait = untypedWebhook(name, {
    payload,
    announce,
    ...(verify === undefined ? {} : { verify: (request) => Boolean(callMapping(verify, request)) }),
    ...(deadline === undefined ? {} : { deadline }),
    ...(defaultRetry === undefined ? {} : { defaultRetry }),
  })
  return {
    run: (at, scope) =>
      wait(
        at,
        mapping === undefined ? undefined : (url) => callMapping(mapping, scope, url),
        onDeadline === undefined ? undefined : (within) => onDeadline(within, scope),
      ),
    bind: nameBinding(name),
    valueOf: itself,
  }
}

// What the announcement takes is known to the builder only.
const untypedWebhook = webhook as unknown as (
  name: string,
  options: WebhookOptions<never, unknown, unknown>,
) => (
  at: Position,
  map: ((url: string) => unknown) | undefined,
  onDeadline: ((at: Position) => BlockBody) | undefined,
) => Effect.Effect<unknown, unknown, unknown>
