import type { UnpluginInstance } from "unplugin"
import { createEsbuildPlugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when esbuild comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined>["esbuild"] = createEsbuildPlugin(factory)
