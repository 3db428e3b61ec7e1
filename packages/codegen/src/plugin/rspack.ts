import type { UnpluginInstance } from "unplugin"
import { createRspackPlugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when Rspack comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined>["rspack"] = createRspackPlugin(factory)
