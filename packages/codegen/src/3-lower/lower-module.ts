import type { LoadedModule } from "../1-load/source-code.ts"
import type { ModuleFacts } from "../2-analyze/facts.ts"
import { abiUse } from "./abi-use.ts"
import { abi } from "@millrace/runtime/abi"
import { forbiddenNames } from "./author-code/inner-names.ts"
import { childRunners } from "./child-runners.ts"
import type { FlowContext, ParameterName } from "./flow-context.ts"
import { parameterChoices as choices, parameterNames } from "./flow-context.ts"
import type { Local } from "./local.ts"
import { makeLocal } from "./local.ts"
import { flowSpecifier, schemasSpecifier } from "./flow-specifier.ts"
import { lowerDefinitions } from "./lower-definitions.ts"
import { lowerFlow, runnerName } from "./lower-flow.ts"
import { capitalized, identifierOf } from "./names/identifier.ts"
import { LocalNames } from "./names/local-names.ts"
import type { RunnerModule } from "./runner-module.ts"

/** How a module is lowered. */
export type LowerOptions = Pick<FlowContext, "isInlining">

const inlining: LowerOptions = { isInlining: true }

/**
 * Turns a loaded flow file into the runner module to be emitted.
 *
 * Invariants of its names:
 * 1. Author code keeps the names it refers to: imports and copied declarations are never renamed.
 * 2. What Millrace names itself (ABI imports, definitions, locals) gives way to them, and to globals they use.
 * 3. A local hides no name of the module, and nothing the author's lambda declares stands between it and its readers.
 */
export function lowerModule(
  module: LoadedModule,
  facts: ModuleFacts,
  { isInlining }: LowerOptions = inlining,
): RunnerModule {
  const used = new Set([...facts.bindings.keys(), ...facts.globals])
  const exported = module.flows.map(({ exportName }) => exportName)
  const names = new LocalNames([...exported, ...used])
  const mayUse = abiUse(module)
  const abiNames = new Map<string, string>()
  for (const name of [...abi.values, ...abi.types].filter(mayUse)) {
    abiNames.set(name, names.take(names.isTaken(name) ? `millrace${capitalized(name)}` : name))
  }
  const flowsName = names.take(names.isTaken("flows") ? "millraceFlows" : "flows")
  const runners = new Map(exported.map((name) => [name, runnerName(name, names, used)]))
  const inputNames = new Map(exported.map((name) => [name, names.take(`${identifierOf(name, "workflow")}Input`)]))
  const { definitions, byNode } = lowerDefinitions(module.flows, names, childRunners(runners, names))
  const forbidden = forbiddenNames(facts)
  // What an unread parameter is called.
  for (const name of parameterNames) names.take(`_${name}`)
  const parameters = new Map(parameterNames.map((name) => [name, names.takeFirst(choices[name], forbidden.get(name))]))
  const parameter = (name: ParameterName): Local => makeLocal(parameters.get(name) ?? name)
  const context: Omit<FlowContext, "inputName" | "isDataflow"> = {
    facts,
    isInlining,
    forbidden,
    definitions: byNode,
    runners,
    parameter,
  }
  return {
    kind: "module",
    flowFile: module.file.getBaseName(),
    lineStarts: module.file.compilerNode.getLineStarts(),
    flowSpecifier: flowSpecifier(module.file),
    schemasSpecifier: schemasSpecifier(module.file),
    bindings: facts.bindings,
    flowsName,
    abiNames,
    definitions,
    runners: module.flows.map((flow) =>
      lowerFlow(
        flow,
        {
          ...context,
          isDataflow: flow.plan.schedule === "dataflow",
          inputName: inputNames.get(flow.exportName) ?? flow.exportName,
        },
        names.inner(),
      ),
    ),
  }
}
