import type { ChildNode } from "@millrace/plan"
import type { SourceCode } from "../1-load/source-code.ts"
import type { RunnerReference } from "./expression.ts"
import type { LocalNames } from "./names/local-names.ts"
import { identifierOf } from "./names/identifier.ts"

/** Finds the runner of a child workflow: one of this module, or one to be imported. */
export type ChildRunners = (node: ChildNode<SourceCode>) => RunnerReference

/** Makes the finder for a module, given what its own runners are called. */
export function childRunners(ownNames: ReadonlyMap<string, string>, names: LocalNames): ChildRunners {
  const imported = new Map<string, RunnerReference>()
  return ({ workflow: { module, exportName } }) => {
    if (module === undefined) return { kind: "runner", name: ownNames.get(exportName) ?? exportName }
    const key = `${module} ${exportName}`
    const name = identifierOf(exportName, "child")
    const reference: RunnerReference = imported.get(key) ?? {
      kind: "runner",
      name: names.takeFirst([name, `${name}Runner`]),
      from: { specifier: runnerSpecifier(module), exportName },
    }
    imported.set(key, reference)
    return reference
  }
}

/** `./child.flow.ts` has its runner in `./child.runner.ts`. */
function runnerSpecifier(flowSpecifier: string): string {
  return flowSpecifier.replace(/\.flow(?=(\.[cm]?[jt]s)?$)/, ".runner")
}
