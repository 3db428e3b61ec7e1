import { localsRead } from "../3-lower/locals-read.ts"
import type { RunnerDefinition } from "../3-lower/runner-module.ts"
import { isIdentifier } from "../3-lower/names/identifier.ts"
import type { Name } from "./code.ts"
import { code, makeName } from "./code.ts"
import { commentText } from "./comment-text.ts"
import type { Emission } from "./emission.ts"
import { emitBlock } from "./emit-closure.ts"
import { emitBody, emitEntry } from "./emit-body.ts"
import { emitProperty } from "./emit-expression.ts"
import type { Layout } from "./layout.ts"
import { hardline, sequence, text } from "./layout.ts"
import { argumentsLayout, enclosedArgument, objectLayout } from "./lists.ts"

/** Writes an exported runner. */
export function emitRunner(
  runner: RunnerDefinition,
  { imports, inPlace }: Pick<Emission, "imports" | "inPlace">,
  flowsName: string,
): Layout {
  const emission: Emission = { imports, inPlace, ...localsRead(runner.body) }
  const name = makeName(runner.name)
  const isPlain = runner.name === runner.exportName
  const type = code`${imports.abiType("RunnerOf")}<${emitFlowType(runner, flowsName)}>`
  const settings = runner.settings.map(([key, value]) => emitProperty(key, value, emission))
  const body = sequence(
    text("*body"),
    emitBodyParameters(runner, emission),
    emitBlock(emitRunnerBody(runner, emission, flowsName)),
  )
  const definition = argumentsLayout([enclosedArgument(objectLayout([...settings, body], true))])
  return sequence(
    text(`/** ${documentation(runner)} */`),
    hardline,
    code`${text(isPlain ? "export " : "")}const ${name}: ${type} = ${imports.abi("runner")}${definition}`,
    ...(isPlain ? [] : [hardline, code`export { ${name} as ${exportedName(runner)} }`]),
  )
}

function emitFlowType({ name, exportName }: RunnerDefinition, flowsName: string): Layout {
  const flows = makeName(flowsName)
  return name === exportName ? code`typeof ${flows}.${makeName(name)}` : code`(typeof ${flows})[${exportName}]`
}

/** Any word may be exported as it is, and any other text in quotes. */
function exportedName({ exportName }: RunnerDefinition): Name | string {
  return isIdentifier(exportName) ? makeName(exportName) : exportName
}

/** The body of a runner; an object that it returns is checked against the declared output, for its literals' sake. */
function emitRunnerBody(runner: RunnerDefinition, emission: Emission, flowsName: string): ReadonlyArray<Layout> {
  const written = emitBody(runner.body, emission)
  const { result } = runner.body
  const last = written.at(-1)
  if (last === undefined || !runner.hasOutput || result?.kind !== "author" || !result.isFresh) return written
  const output = code`${emission.imports.abiType("WorkflowOutput")}<${emitFlowType(runner, flowsName)}>`
  return [...written.slice(0, -1), code`${last} satisfies ${output}`]
}

function documentation({ workflow, description }: RunnerDefinition): string {
  const sentence = `Runs workflow '${commentText(workflow)}'`
  return description === undefined ? `${sentence}.` : `${sentence}: ${commentText(description)}`
}

function emitBodyParameters({ at, scope }: RunnerDefinition, emission: Emission): Layout {
  const entries = scope.filter(([, local]) => emission.read.has(local)).map(([key, local]) => emitEntry(key, local))
  if (entries.length > 0) {
    const position = emission.read.has(at) ? at.name : `_${at.name}`
    return code`(${makeName(position)}, ${objectLayout(entries)}) `
  }
  return emission.read.has(at) ? code`(${makeName(at.name)}) ` : text("() ")
}
