import type { UnpluginInstance } from "unplugin"
import { createVitePlugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when Vite comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined>["vite"] = createVitePlugin(factory)
