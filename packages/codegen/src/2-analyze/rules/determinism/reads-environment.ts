import { Node, SyntaxKind } from "ts-morph"
import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

const ofProcess =
  "env argv argv0 execArgv execPath cwd pid ppid platform arch version versions release title config report getuid geteuid " +
  "getgid getegid cpuUsage resourceUsage"

/** Another machine, or the same one after a restart, has another environment. */
export const readsEnvironment: MappingRule = {
  code: "MAPPING.READS_ENVIRONMENT",
  does: "reads the environment of the process",
  fix: "read it in an activity, or pass it with the input",
  ofUse: oneOf(
    ...members("process.", ofProcess),
    ...members("node:process#", ofProcess),
    "node:os",
    "node:async_hooks",
    ...members("navigator.", "language languages userAgent hardwareConcurrency onLine"),
    "location",
    "document",
    "__dirname",
    "__filename",
    "Deno.env",
    "Bun.env",
    "effect/Config",
    "dotenv",
  ),
  ofNode: {
    text: /\bmeta\b/,
    breaks: (node) => Node.isMetaProperty(node) && node.getKeywordToken() === SyntaxKind.ImportKeyword,
  },
}
