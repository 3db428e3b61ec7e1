import type { UnpluginInstance } from "unplugin"
import { millrace as plugins } from "./index.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when webpack comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined, false>["webpack"] = plugins.webpack
