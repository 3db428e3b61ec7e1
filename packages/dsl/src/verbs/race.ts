import type { RaceNode } from "@millrace/plan"
import { checkName } from "../check.ts"
import type { BlockCallback } from "../parse-block.ts"
import { parseBranches } from "./parallel.ts"

/** Makes the node of `.race`. */
export function parseRace(name: string, branches: Readonly<Record<string, BlockCallback>>): RaceNode {
  checkName(name)
  return { kind: "race", name, branches: parseBranches(branches) }
}
