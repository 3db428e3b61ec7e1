import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

/** Packages of which it is known that their functions only compute, but for what other rules name. */
const onlyComputes = oneOf(
  ...members("node:", "assert buffer path path/posix path/win32 punycode querystring string_decoder url util"),
  "node:crypto#createHash",
  "node:crypto#createHmac",
  "node:crypto#hash",
  "node:crypto#timingSafeEqual",
  "effect/*",
  "@millrace/*",
  "zod",
  "valibot",
  "arktype",
  "date-fns",
  "lodash",
  "lodash-es",
)

/** What cannot be read cannot be checked. */
export const callsUnread: MappingRule = {
  code: "MAPPING.CALLS_UNREAD",
  does: "calls what cannot be read, and may do anything",
  fix: "call it in an activity, or turn the rule off for what is known to be pure",
  ofUse: (use) => {
    const { as, target } = use
    if (as === "value") return false
    if (target.kind === "variable") return target.members.length === 0
    return target.kind === "unknown" || (target.kind === "package" && !onlyComputes(use))
  },
}
