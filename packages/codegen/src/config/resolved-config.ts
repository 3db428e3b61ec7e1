import type { PassName } from "../4-optimize/pass-names.ts"
import type { SourceMaps } from "../source-maps.ts"
import type { ConfiguredLevel } from "./adjustable-codes.ts"
import type { SchemaMode } from "./define-config.ts"

/** A configuration with its defaults filled in. */
export interface ResolvedConfig {
  /** The file it was read from; `undefined` where there is none. */
  readonly file: string | undefined
  /** The folder that its globs are relative to. */
  readonly folder: string
  readonly include: ReadonlyArray<string>
  readonly exclude: ReadonlyArray<string>
  readonly schemas: SchemaMode
  /** Whether flows that do not say so themselves are durable. */
  readonly durable: boolean
  readonly levels: ReadonlyMap<string, ConfiguredLevel>
  /** The passes of optimization that are switched off. */
  readonly without: ReadonlySet<PassName>
  readonly sourceMaps: SourceMaps
}

/** Every flow file. */
export const everyFlow = "**/*.flow.ts"

/** Gives what holds in a folder without a configuration. */
export function defaultConfig(folder: string): ResolvedConfig {
  return {
    file: undefined,
    folder,
    include: [everyFlow],
    exclude: [],
    schemas: "compiled",
    durable: false,
    levels: new Map(),
    without: new Set(),
    sourceMaps: "file",
  }
}
