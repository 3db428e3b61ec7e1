import type { UnpluginInstance } from "unplugin"
import { createUnplugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

export type { PluginOptions } from "./plugin-options.ts"

/**
 * Builds the runners of flows when a bundler comes to an import of one: `millrace.vite()`, `millrace.rollup()` and so on.
 * Each bundler has an entry of its own too, such as `@millrace/codegen/plugin/vite`.
 *
 * @since 0.1.0
 */
export const millrace: UnpluginInstance<PluginOptions | undefined, false> = createUnplugin(factory)
