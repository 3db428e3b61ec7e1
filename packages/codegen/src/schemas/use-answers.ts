import type { CallExpression } from "../3-lower/expression.ts"
import { callAbi } from "../3-lower/expression.ts"
import type { RunnerDefinition, RunnerModule } from "../3-lower/runner-module.ts"
import { inputSchemaOf } from "./input-schemas.ts"
import type { SchemaAnswers } from "./schema-answer.ts"

/** Makes runners decode their inputs as what is known of the schemas allows; of others they decode by interpreting them. */
export function useAnswers(module: RunnerModule, answers: SchemaAnswers): RunnerModule {
  const runners = module.runners.map((runner) => {
    const decoding = decodingOf(runner, answers, module.schemasSpecifier)
    if (decoding === undefined) return runner
    const settings = runner.settings.map(([key, value]) => [key, key === "input" ? decoding : value] as const)
    return { ...runner, settings }
  })
  return { ...module, runners }
}

function decodingOf(runner: RunnerDefinition, answers: SchemaAnswers, specifier: string): CallExpression | undefined {
  const schema = inputSchemaOf(runner)
  const name = runner.inputName
  const answer = answers[name]
  if (schema === undefined || answer === undefined) return undefined
  if (answer.kind === "standard") return callAbi("checkWith", schema)
  if (answer.kind !== "compiled") return undefined
  return callAbi("decodeCompiled", schema, { kind: "runner", name, from: { specifier, exportName: name } })
}
