import type { Node as SyntaxNode } from "ts-morph"
import { Node } from "ts-morph"
import { descendants } from "../../../1-load/descendants.ts"
import { literalKey } from "../../../1-load/object-members.ts"
import type { SourceActivity } from "../../../1-load/source-code.ts"
import { unwrap } from "../../../1-load/unwrap.ts"
import { activityFunction } from "../../activities/declared-option.ts"
import { checkMapping } from "../determinism/check-mappings.ts"
import { placeText } from "../determinism/place-text.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"
import { nodesIn } from "../flow-rule.ts"

/** Looks for idempotency keys that are other ones in the next attempt, so that what is called takes it for another request. */
export function checkIdempotencyKeys(facts: FlowFacts): ReadonlyArray<Finding> {
  return nodesIn(facts.flow.plan.body).flatMap((node) => (node.kind === "step" ? keysOf(node.activity, facts) : []))
}

function keysOf(activity: SourceActivity, { module, factsOf }: FlowFacts): ReadonlyArray<Finding> {
  const run = activityFunction(activity, module.modules)
  if (run === undefined || !/idempotency/i.test(run.getText())) return []
  return descendants(run, isKey).flatMap((key): ReadonlyArray<Finding> => {
    const value = valueOf(key, run)
    const changes = value && changeIn(value, factsOf)
    if (changes === undefined) return []
    const place = placeText(key, module.file)
    const message = `the idempotency key of activity '${activity.name}' (${place}) ${changes}, so the next attempt has another one, and what it calls takes it for another request`
    const fix = "take the one of the step, which is the same for every attempt: context.idempotencyKey"
    return [{ code: "IDEMPOTENCY.KEY_CHANGES", node: activity.reference.span, message, fix }]
  })
}

const named = /^(?:x-)?idempotency[-_]?key$/i

/** `{ "Idempotency-Key": ... }`, `{ idempotencyKey }`, `headers.set("Idempotency-Key", ...)`. */
function isKey(node: SyntaxNode): node is SyntaxNode {
  if (Node.isPropertyAssignment(node)) return named.test(literalKey(node.getNameNode()) ?? "")
  if (Node.isShorthandPropertyAssignment(node)) return named.test(node.getName())
  const [first] = Node.isCallExpression(node) ? node.getArguments() : []
  return Node.isStringLiteral(first) && named.test(first.getLiteralValue())
}

/** Gives what a key is made from; a local constant stands for its value. */
function valueOf(key: SyntaxNode, run: SyntaxNode): SyntaxNode | undefined {
  const given = Node.isPropertyAssignment(key)
    ? key.getInitializer()
    : Node.isShorthandPropertyAssignment(key)
      ? key.getNameNode()
      : Node.isCallExpression(key)
        ? key.getArguments()[1]
        : undefined
  const value = given && unwrap(given)
  if (!Node.isIdentifier(value)) return value
  const declared = descendants(run, Node.isVariableDeclaration).find((each) => each.getName() === value.getText())
  return declared?.getInitializer() ?? value
}

/** Says in a verb phrase why a key is another one in the next attempt. */
function changeIn(value: SyntaxNode, factsOf: FlowFacts["factsOf"]): string | undefined {
  const attempt = [value, ...descendants(value, Node.isIdentifier)].find(
    (each) => Node.isIdentifier(each) && each.getText() === "attempt",
  )
  if (attempt !== undefined) return "is made from the number of the attempt"
  const findings = checkMapping({ mapping: { node: value }, owner: "" }, factsOf)
  const found = findings.find(({ code }) => code === "MAPPING.READS_CLOCK" || code === "MAPPING.DRAWS_RANDOM")
  return found?.message.trim()
}
