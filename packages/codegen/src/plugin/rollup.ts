import type { UnpluginInstance } from "unplugin"
import { createRollupPlugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when Rollup comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined>["rollup"] = createRollupPlugin(factory)
