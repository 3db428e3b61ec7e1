import type { RaceNode } from "@millrace/plan"
import { nameArgument, requiredArgument } from "../arguments.ts"
import type { VerbCall } from "../chain.ts"
import type { Reader } from "../reader.ts"
import type { SourceCode } from "../source-code.ts"
import { spanOf } from "../span-of.ts"
import { parseBranches } from "./parallel.ts"

/** Reads `.race(name, branches)`. */
export function parseRace(call: VerbCall, reader: Reader): RaceNode<SourceCode> | undefined {
  const written = nameArgument(call, reader)
  if (written === undefined) return undefined
  const given = requiredArgument(call, { index: 1, what: "branches" }, reader)
  const branches = given && parseBranches(given, reader)
  if (branches === undefined) return undefined
  return Object.freeze({ kind: "race", name: written.name, branches, span: spanOf(written.node) })
}
