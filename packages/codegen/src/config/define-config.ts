import type { PassName } from "../4-optimize/pass-names.ts"
import type { SourceMaps } from "../source-maps.ts"
import type { AdjustableCode, ConfiguredLevel } from "./adjustable-codes.ts"

/** How runners decode their inputs. */
export type SchemaMode = "compiled" | "interpreted"

/** What `flow.config.ts` says of a project. */
export interface MillraceConfig {
  /**
   * Globs of flow files, relative to the configuration's folder.
   *
   * @default ["**\/*.flow.ts"]
   */
  readonly include?: ReadonlyArray<string>
  /**
   * Globs of flow files and folders that are left out, unless a command names them. `node_modules`, `dist` and `.git`
   * always are.
   *
   * @default []
   */
  readonly exclude?: ReadonlyArray<string>
  /**
   * How runners decode their inputs. `"compiled"` evaluates the modules of schemas at build time, where nothing else can
   * come of that, and writes what effect's compiler makes of them; `"interpreted"` evaluates nothing.
   *
   * @default "compiled"
   */
  readonly schemas?: SchemaMode
  /**
   * Whether flows that do not say so themselves are durable, and checked for what a journal cannot keep.
   *
   * @default false
   */
  readonly durable?: boolean
  /**
   * Levels of diagnostics, by code. A code that is not listed in the type is an error without which a runner would be
   * wrong: its level cannot be changed.
   *
   * @default {}
   */
  readonly diagnostics?: { readonly [Code in AdjustableCode]?: ConfiguredLevel }
  /**
   * Where the source map of a runner is, which leads stack traces and debuggers to the flow file: in
   * `<name>.runner.ts.map` beside it, in the runner's last line, or nowhere. tsx reads only those in the last line.
   *
   * @default "file"
   */
  readonly sourceMaps?: SourceMaps
  /**
   * Which passes of optimization run; a runner does the same without them. `docs/performance.md` says what each is for.
   *
   * @default all of them
   */
  readonly optimize?: { readonly [Pass in PassName]?: boolean }
}

/**
 * Gives a configuration as it is, and lets the type checker read it.
 *
 * **Details**
 *
 * It is the default export of `flow.config.ts`, which commands look for from their folder upwards.
 *
 * **Example**
 *
 * ```ts
 * import { defineConfig } from "@millrace/codegen/config"
 *
 * export default defineConfig({
 *   include: ["src/**\/*.flow.ts"],
 *   diagnostics: { "COMPENSATE.OUTSIDE_SAGA": "error" },
 * })
 * ```
 *
 * @since 0.1.0
 */
export function defineConfig(config: MillraceConfig): MillraceConfig {
  return config
}
