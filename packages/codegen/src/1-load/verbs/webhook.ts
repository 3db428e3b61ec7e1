import type { WebhookNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { findActivity } from "../find-declared.ts"
import { parseMapping, parseSchema } from "../mapping.ts"
import { codeOption, parseOptions, requiredOption } from "../options.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"
import { parseWaiting, waitingOptions } from "../waiting.ts"

const known = ["payload", "announce", "map", "verify", ...waitingOptions]

/** Reads `.webhook(name, { payload, announce, map, verify, deadline, onDeadline })`. */
export function parseWebhook(call: VerbCall, reader: Reader): WebhookNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `webhook '${written.name}'`
  const given = requiredArgument(call, { index: 1, what: "its options" }, reader)
  const options = given && parseOptions(given, { owner, known }, reader)
  if (options === undefined) return undefined
  const payload = parseSchema(requiredOption(options, "payload", reader), `'payload' of ${owner}`, reader)
  const announceGiven = requiredOption(options, "announce", reader)
  const announce = announceGiven && findActivity(announceGiven, owner, reader)
  const mapping = parseMapping(codeOption(options, "map", reader), `'map' of ${owner}`, reader)
  const verify = parseMapping(codeOption(options, "verify", reader), `'verify' of ${owner}`, reader)
  const waiting = parseWaiting(options, reader)
  if (payload === undefined || announce === undefined) return undefined
  return defined<WebhookNode<SourceCode>>({
    kind: "webhook",
    name: written.name,
    payload,
    announce,
    mapping,
    verify,
    ...waiting,
    span: spanOf(written.node),
  })
}
