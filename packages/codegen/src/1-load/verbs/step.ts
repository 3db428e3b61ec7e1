import type { CachePolicy, Compensation, StepNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import { attemptOptions, parseAttempts } from "../attempt-options.ts"
import type { VerbCall } from "../chain.ts"
import { defined } from "../defined.ts"
import { findActivity, findDeclared } from "../find-declared.ts"
import { parseMapping } from "../mapping.ts"
import { countShape, durationShape, onFailureShape } from "../option-shapes.ts"
import type { Options } from "../options.ts"
import { codeOption, literalOption, nestedOptions, parseOptions, requiredLiteral, requiredOption } from "../options.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode, SourceDeclared } from "../source-code.ts"
import { spanOf } from "../span-of.ts"

const known = [...attemptOptions, "when", "onFailure", "compensate", "pool", "rateLimit", "cache"]

/** Reads `.step(name, activity, map?, options?)`. */
export function parseStep(call: VerbCall, reader: Reader): StepNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const owner = `step '${written.name}'`
  const reference = requiredArgument(call, { index: 1, what: "an activity" }, reader)
  const activity = reference && findActivity(reference, owner, reader)
  const mapping = parseMapping(call.args[2], owner, reader)
  const options = parseOptions(call.args[3], { owner, known }, reader)
  if (activity === undefined || options === undefined) return undefined
  return defined<StepNode<SourceCode>>({
    kind: "step",
    name: written.name,
    activity,
    mapping,
    ...parseAttempts(options, reader),
    when: parseMapping(codeOption(options, "when", reader), `'when' of ${owner}`, reader),
    onFailure: literalOption(options, "onFailure", { shape: onFailureShape, reader }),
    compensate: parseCompensation(options, reader),
    pool: sharedLimit(options, "pool", reader),
    rateLimit: sharedLimit(options, "rateLimit", reader),
    cache: parseCache(options, reader),
    span: spanOf(written.node),
  })
}

function parseCompensation(options: Options, reader: Reader): Compensation<SourceCode> | undefined {
  const given = nestedOptions(options, "compensate", { known: ["activity", "map"], reader })
  const reference = given && requiredOption(given, "activity", reader)
  const activity = reference && findActivity(reference, given.owner, reader)
  if (given === undefined || activity === undefined) return undefined
  const mapping = parseMapping(codeOption(given, "map", reader), `'map' of ${given.owner}`, reader)
  return defined<Compensation<SourceCode>>({ activity, mapping })
}

function sharedLimit<Kind extends "pool" | "rateLimit">(
  options: Options,
  kind: Kind,
  reader: Reader,
): SourceDeclared<Kind> | undefined {
  const reference = codeOption(options, kind, reader)
  return reference && findDeclared(reference, { kind, owner: `${options.owner} takes its '${kind}' from` }, reader)
}

function parseCache(options: Options, reader: Reader): CachePolicy<SourceCode> | undefined {
  const given = nestedOptions(options, "cache", { known: ["ttl", "key", "maximumSize"], reader })
  const ttl = given && requiredLiteral(given, "ttl", { shape: durationShape, reader })
  if (given === undefined || ttl === undefined) return undefined
  return defined<CachePolicy<SourceCode>>({
    ttl,
    key: parseMapping(codeOption(given, "key", reader), `'key' of ${given.owner}`, reader),
    maximumSize: literalOption(given, "maximumSize", { shape: countShape, reader }),
  })
}
