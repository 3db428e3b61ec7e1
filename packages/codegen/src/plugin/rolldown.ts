import type { UnpluginInstance } from "unplugin"
import { createRolldownPlugin } from "unplugin"
import { factory } from "./factory.ts"
import type { PluginOptions } from "./plugin-options.ts"

/** Builds the runners of flows when Rolldown comes to an import of one. */
export const millrace: UnpluginInstance<PluginOptions | undefined>["rolldown"] = createRolldownPlugin(factory)
