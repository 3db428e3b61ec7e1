import type { CallExpression, Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { unwrap } from "../../../1-load/unwrap.ts"
import type { MappingRule } from "./mapping-rule.ts"
import { oneOf } from "./symbols.ts"
import type { Use } from "./use.ts"

/** Which argument names a locale: without it, it is that of the machine. */
const localeArguments: ReadonlyMap<string, number> = new Map([
  ["localeCompare", 1],
  ["toLocaleString", 0],
  ["toLocaleDateString", 0],
  ["toLocaleTimeString", 0],
  ["toLocaleUpperCase", 0],
  ["toLocaleLowerCase", 0],
])

const dateTexts: ReadonlySet<string> = new Set(["toLocaleDateString", "toLocaleTimeString"])

/** Methods that only a `Date` has, and that answer in the time zone of the machine. */
const localParts: ReadonlySet<string> = new Set(
  "getFullYear getMonth getHours getMinutes getTimezoneOffset toDateString toTimeString setHours setMonth setFullYear".split(
    " ",
  ),
)

/** The same of a `Date`; other things have methods of these names too. */
const localPartsOfDate: ReadonlySet<string> = new Set(["getDate", "getDay", "setDate", "toString"])

const isIntl = oneOf("Intl")
const isDateTimeFormat = oneOf("Intl.DateTimeFormat")

/** The locale and the time zone are those of the machine that happens to evaluate the mapping. */
export const readsLocale: MappingRule = {
  code: "MAPPING.READS_LOCALE",
  does: "depends on the locale or time zone of the machine",
  fix: 'name the locale and the time zone: toLocaleDateString("en", { timeZone: "UTC" }), getUTCHours()',
  ofUse: (use) => {
    if (use.target.kind === "global" && use.target.symbol === "Date") return use.as === "new" && use.argumentCount > 1
    return (
      use.as !== "value" &&
      isIntl(use) &&
      (!isGiven(argumentsOf(use)[0]) || (isDateTimeFormat(use) && !hasTimeZone(use.node.getParent())))
    )
  },
  ofNode: {
    text: /[lL]ocale|get|set|to[DTS]/,
    breaks: (node) => Node.isCallExpression(node) && dependsOnMachine(node),
  },
}

function dependsOnMachine(call: CallExpression): boolean {
  const callee = unwrap(call.getExpression())
  if (!Node.isPropertyAccessExpression(callee)) return false
  const name = callee.getName()
  const place = localeArguments.get(name)
  if (place !== undefined && !isGiven(call.getArguments()[place])) return true
  if (dateTexts.has(name)) return !hasTimeZone(call)
  if (localParts.has(name)) return true
  return localPartsOfDate.has(name) && isNewDate(callee.getExpression())
}

function isGiven(argument: SyntaxNode | undefined): boolean {
  return argument !== undefined && argument.getText() !== "undefined"
}

function argumentsOf({ node }: Use): ReadonlyArray<SyntaxNode> {
  const call = node.getParent()
  return Node.isCallExpression(call) || Node.isNewExpression(call) ? call.getArguments() : []
}

/** Says whether a call is given options with a time zone, or options that cannot be seen. */
function hasTimeZone(call: SyntaxNode | undefined): boolean {
  const given = Node.isCallExpression(call) || Node.isNewExpression(call) ? call.getArguments()[1] : undefined
  if (given === undefined) return false
  const options = unwrap(given)
  return (
    !Node.isObjectLiteralExpression(options) ||
    options.getProperty("timeZone") !== undefined ||
    options.getProperties().some(Node.isSpreadAssignment)
  )
}

function isNewDate(node: SyntaxNode): boolean {
  const made = unwrap(node)
  return Node.isNewExpression(made) && made.getExpression().getText() === "Date"
}
