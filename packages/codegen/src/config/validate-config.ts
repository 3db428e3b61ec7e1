import { didYouMean } from "../1-load/did-you-mean.ts"
import type { PassName } from "../4-optimize/pass-names.ts"
import { passNames } from "../4-optimize/pass-names.ts"
import type { SourceMaps } from "../source-maps.ts"
import { sourceMapKinds } from "../source-maps.ts"
import type { ConfiguredLevel } from "./adjustable-codes.ts"
import { adjustableCodes } from "./adjustable-codes.ts"
import type { SchemaMode } from "./define-config.ts"

/** What is wrong with a configuration: at which key, in one sentence, and what to write instead. */
export interface ConfigMistake {
  readonly key: string
  readonly message: string
  readonly fix: string
}

/** A configuration whose every field has the type that it should have. */
export interface ValidConfig {
  readonly include?: ReadonlyArray<string>
  readonly exclude?: ReadonlyArray<string>
  readonly schemas?: SchemaMode
  readonly durable?: boolean
  readonly levels: ReadonlyMap<string, ConfiguredLevel>
  readonly without: ReadonlySet<PassName>
  readonly sourceMaps?: SourceMaps
}

const fields = ["include", "exclude", "schemas", "durable", "diagnostics", "optimize", "sourceMaps"]
const schemaModes: ReadonlyArray<SchemaMode> = ["compiled", "interpreted"]
const levels: ReadonlyArray<ConfiguredLevel> = ["error", "warning", "info", "off"]

/** Checks what a configuration file exports; `isKnown` tells the codes of diagnostics from other texts. */
export function validateConfig(
  given: unknown,
  isKnown: (code: string) => boolean,
): { readonly config: ValidConfig } | { readonly mistake: ConfigMistake } {
  if (!isRecord(given)) {
    const mistake = { key: "default", message: "the configuration is no object" }
    return { mistake: { ...mistake, fix: "write 'export default defineConfig({ ... })'" } }
  }
  const unknown = Object.keys(given).find((key) => !fields.includes(key))
  if (unknown !== undefined) {
    const fix = didYouMean(unknown, fields) ?? `a configuration has ${fields.join(", ")}`
    return { mistake: { key: unknown, message: `'${unknown}' is no field of a configuration`, fix } }
  }
  const { include, exclude, schemas, durable, diagnostics = {}, optimize = {}, sourceMaps } = given
  if (include !== undefined && !isTexts(include)) return { mistake: notGlobs("include") }
  if (exclude !== undefined && !isTexts(exclude)) return { mistake: notGlobs("exclude") }
  const schemaMode = schemaModes.find((mode) => mode === schemas)
  if (schemas !== undefined && schemaMode === undefined) {
    const message = `'schemas' is ${JSON.stringify(schemas)}`
    return { mistake: { key: "schemas", message, fix: 'schemas are "compiled" or "interpreted"' } }
  }
  if (durable !== undefined && typeof durable !== "boolean") {
    const message = `'durable' cannot be ${JSON.stringify(durable) ?? "that"}`
    return { mistake: { key: "durable", message, fix: "write true or false" } }
  }
  const maps = sourceMapKinds.find((kind) => kind === sourceMaps)
  if (sourceMaps !== undefined && maps === undefined) {
    const message = `'sourceMaps' cannot be ${JSON.stringify(sourceMaps) ?? "that"}`
    const fix = `it is one of ${sourceMapKinds.map((kind) => `"${kind}"`).join(", ")}`
    return { mistake: { key: "sourceMaps", message, fix } }
  }
  if (!isRecord(diagnostics)) {
    const message = "'diagnostics' is no object"
    return { mistake: { key: "diagnostics", message, fix: 'write levels by code: { "FLOW.NOT_EXPORTED": "error" }' } }
  }
  const found = new Map<string, ConfiguredLevel>()
  for (const [code, level] of Object.entries(diagnostics)) {
    if (level === undefined) continue
    const mistake = levelMistake(code, level, isKnown)
    if (mistake !== undefined) return { mistake }
    const known = levels.find((each) => each === level)
    if (known !== undefined) found.set(code, known)
  }
  if (!isRecord(optimize)) {
    const message = "'optimize' is no object"
    return { mistake: { key: "optimize", message, fix: 'switch passes off by name: { "release-values": false }' } }
  }
  for (const [name, isOn] of Object.entries(optimize)) {
    const mistake = passMistake(name, isOn)
    if (mistake !== undefined) return { mistake }
  }
  return {
    config: {
      ...(include !== undefined && { include }),
      ...(exclude !== undefined && { exclude }),
      ...(schemaMode !== undefined && { schemas: schemaMode }),
      ...(durable !== undefined && { durable }),
      levels: found,
      without: new Set(passNames.filter((name) => optimize[name] === false)),
      ...(maps !== undefined && { sourceMaps: maps }),
    },
  }
}

function levelMistake(code: string, level: unknown, isKnown: (code: string) => boolean): ConfigMistake | undefined {
  if (!adjustableCodes.has(code)) {
    return isKnown(code)
      ? {
          key: code,
          message: `'${code}' is always an error: the runner of a flow that has it would not do what the flow says`,
          fix: "leave it out here, and mend the flow",
        }
      : {
          key: code,
          message: `'${code}' is no code of a diagnostic`,
          fix: didYouMean(code, adjustableCodes) ?? "write the code of a rule, such as 'MAPPING.READS_CLOCK'",
        }
  }
  if (levels.some((each) => each === level)) return undefined
  return {
    key: code,
    message: `'${code}' has no level '${String(level)}'`,
    fix: `the levels are ${levels.join(", ")}`,
  }
}

function passMistake(name: string, isOn: unknown): ConfigMistake | undefined {
  if (!passNames.some((each) => each === name)) {
    const fix = didYouMean(name, passNames) ?? `the passes are ${passNames.join(", ")}`
    return { key: name, message: `'${name}' is no pass of optimization`, fix }
  }
  if (isOn === undefined || typeof isOn === "boolean") return undefined
  return { key: name, message: `'${name}' is neither true nor false`, fix: `write "${name}": false to switch it off` }
}

function notGlobs(key: string): ConfigMistake {
  return { key, message: `'${key}' is no array of globs`, fix: `write ${key}: ["src/**/*.flow.ts"]` }
}

function isTexts(value: unknown): value is ReadonlyArray<string> {
  return Array.isArray(value) && value.every((each) => typeof each === "string")
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
