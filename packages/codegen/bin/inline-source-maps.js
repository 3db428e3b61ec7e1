import { readFileSync } from "node:fs"
import { registerHooks } from "node:module"
import { fileURLToPath } from "node:url"

// Loaded in front of tsx, which keeps the source map of a module only where it stands in the module itself. It is no
// TypeScript, before which tsx would take another way to load modules.
registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (loaded.source === undefined || loaded.source === null || !/\.runner\.ts(?:\?|$)/.test(url)) return loaded
    const source = typeof loaded.source === "string" ? loaded.source : new TextDecoder().decode(loaded.source)
    return { ...loaded, source: withInlineMap(source, url) }
  },
})

function withInlineMap(source, url) {
  const [comment, name] = /^\/\/# sourceMappingURL=(?!data:)(\S+)\s*$/m.exec(source) ?? []
  if (comment === undefined || name === undefined) return source
  try {
    const map = readFileSync(fileURLToPath(new URL(name, url)))
    return source.replace(comment, () => `//# sourceMappingURL=data:application/json;base64,${map.toString("base64")}`)
  } catch {
    // A runner without its map runs as well; only its stack traces say less.
    return source
  }
}
