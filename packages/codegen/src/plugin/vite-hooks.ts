import type { UnpluginOptions } from "unplugin"
import type { RunnerSource } from "./runner-source.ts"

/**
 * What Vite's server needs beyond loading: the folder from which browsers name modules, and which runners to make again.
 *
 * **Details**
 *
 * Vite keeps what it made of a module when only its imports have changed. A runner may be refused for them.
 */
export function viteHooks(source: RunnerSource, onRoot: (root: string) => void): NonNullable<UnpluginOptions["vite"]> {
  return {
    configResolved: ({ root }) => onRoot(root),
    hotUpdate({ file, modules }) {
      const { moduleGraph } = this.environment
      const runners = source.runnersOf(file).flatMap((path) => moduleGraph.getModuleById(path) ?? [])
      return runners.length === 0 ? undefined : [...new Set([...modules, ...runners])]
    },
  }
}
