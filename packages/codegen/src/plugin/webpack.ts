import type { UnpluginInstance } from "unplugin"
import { createWebpackPlugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when webpack comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined>["webpack"] = createWebpackPlugin(factory)
