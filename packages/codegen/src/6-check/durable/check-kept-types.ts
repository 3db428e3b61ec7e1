import type { Diagnostic } from "@millrace/plan"
import { Node } from "ts-morph"
import type { Checker, Type } from "typescript/unstable/sync"
import type { LoadedFlow, LoadedModule, SourceActivity, SourceLambda } from "../../1-load/source-code.ts"
import { activityEffects } from "../../2-analyze/activities/activity-effects.ts"
import type { LambdaFacts } from "../../2-analyze/facts.ts"
import { findingDiagnostic } from "../../2-analyze/rules/check-rules.ts"
import type { Finding } from "../../2-analyze/rules/finding.ts"
import { nodesIn } from "../../2-analyze/rules/flow-rule.ts"
import { optionPlace } from "../../2-analyze/rules/option-place.ts"
import type { OpenProjects } from "../open-projects.ts"
import { failureFields } from "./failure-fields.ts"
import type { StrangePart } from "./strange-part.ts"
import { strangePart } from "./strange-part.ts"
import type { TypeForm } from "./type-parts.ts"
import { makeTypeForms } from "./type-parts.ts"

/** A flow file with durable flows, as it was read. */
export interface KeptTypes {
  readonly module: LoadedModule
  readonly lambdas: ReadonlyMap<SourceLambda, LambdaFacts>
}

/** Looks at the types of what the journals of durable flows keep; what has no known type is taken for JSON. */
export type CheckKeptTypes = (file: string, kept: KeptTypes) => ReadonlyArray<Diagnostic>

/** Makes the check with the type checker that is open; of each activity it asks once, whichever flow file names it first. */
export function makeKeptTypes(projects: OpenProjects): CheckKeptTypes {
  const known = new Map<Checker, Known>()
  return (file, { module, lambdas }) => {
    const checker = projects.checkerOf(file)
    if (checker === undefined) return []
    const knowing = known.get(checker) ?? { formOf: makeTypeForms(checker), problems: new Map() }
    known.set(checker, knowing)
    const asking: Asking = { file, module, lambdas, checker, ...knowing }
    const flows = module.flows.filter(({ plan }) => plan.durable === true)
    const findings = [...flows.flatMap((flow) => ofFlow(flow, asking)), ...ofActivities(flows, asking)]
    return findings.map((finding) => findingDiagnostic(finding, true))
  }
}

/** What is known of a project's types: the forms of them, and what is wrong with activities, by their declarations. */
interface Known {
  readonly formOf: (type: Type) => TypeForm
  readonly problems: Map<Node, ReadonlyArray<Problem>>
}

type Problem = Omit<Finding, "node">

interface Asking extends KeptTypes, Known {
  readonly file: string
  readonly checker: Checker
}

/** What is kept of an execution itself: what it is given, as the caller gives it, and what it comes to. */
function ofFlow({ plan }: LoadedFlow, asking: Asking): ReadonlyArray<Finding> {
  const { module, formOf, file, checker } = asking
  const { span, name } = plan
  const declared = span && module.file.getDescendantAtPos(span.start)?.getFirstAncestor(Node.isVariableDeclaration)
  if (span === undefined || declared === undefined) return []
  const [input, output] = argumentsOf(checker.getTypeAtPosition(file, declared.getNameNode().getStart()), checker)
  const decoded = plan.input === undefined ? undefined : inputType(declared, asking)
  const place = optionPlace(span, "input", module.file)
  const secret = decoded && strangePart(decoded, formOf, "secrets")
  const given = input && strangePart(input, formOf, "strangers")
  const gives = output && strangePart(output, formOf, "strangers")
  const findings: Array<Finding> = []
  if (secret !== undefined) {
    const message = `flow '${name}' is given ${partText(secret)}, and the journal keeps what it is given`
    const fix = "give it what leads to the secret, such as the name of a key, and read the secret in the activity"
    findings.push({ code: "SECRET.IN_JOURNAL", node: place, message, fix })
  } else if (given !== undefined) {
    const message = `flow '${name}' is given ${partText(given)}, which the journal cannot keep as JSON`
    const fix = "let its schema take what JSON has: Schema.DateFromString takes a text and gives a Date"
    findings.push({ code: "VALUE.NOT_JSON", node: place, message, fix })
  }
  if (gives === undefined) return findings
  const isSecret = gives.what === "a secret"
  const message = `flow '${name}' gives ${partText(gives)}, which the journal ${isSecret ? "must not keep" : "cannot keep as JSON"}`
  const fix = isSecret
    ? "leave it out of what the flow gives"
    : "give what JSON has: a text for a Date, a list for a Map"
  return [...findings, { code: isSecret ? "SECRET.IN_JOURNAL" : "VALUE.NOT_JSON", node: span, message, fix }]
}

/** Each activity is told of where the file's flows call it first. */
function ofActivities(flows: ReadonlyArray<LoadedFlow>, asking: Asking): ReadonlyArray<Finding> {
  const { file, checker, problems } = asking
  const called = new Map<Node, SourceActivity>()
  for (const node of flows.flatMap(({ plan }) => nodesIn(plan.body))) {
    if (node.kind !== "step" || called.has(node.activity.declaration)) continue
    called.set(node.activity.declaration, node.activity)
  }
  const asked = [...called.values()].filter(({ declaration }) => !problems.has(declaration))
  const positions = asked.map(({ reference }) => reference.node.getEnd() - 1)
  const types = positions.length === 0 ? [] : checker.getTypeAtPosition(file, positions)
  for (const [index, activity] of asked.entries()) {
    problems.set(activity.declaration, problemsOf(activity, argumentsOf(types[index], checker), asking))
  }
  return [...called.values()].flatMap(({ declaration, reference }) =>
    (problems.get(declaration) ?? []).map((problem) => ({ ...problem, node: reference.span })),
  )
}

/** What is kept of a step: what its activity gives, as its schema makes it, and what it fails with. */
function problemsOf(
  activity: SourceActivity,
  [, output, failure]: ReadonlyArray<Type>,
  { formOf, checker, module }: Asking,
): ReadonlyArray<Problem> {
  const { name } = activity
  const findings: Array<Problem> = []
  const secret = output && strangePart(output, formOf, "secrets")
  const hasSchema = activity.options === undefined || activity.options.has("output")
  const isKept = activityEffects(activity, module.modules) !== "none"
  const part = hasSchema || !isKept ? undefined : output && strangePart(output, formOf, "strangers")
  if (secret !== undefined && isKept) {
    const message = `activity '${name}' gives ${partText(secret)}, which the journal must not keep`
    const fix = "read the secret in the activity that uses it, and give what leads to it"
    findings.push({ code: "SECRET.IN_JOURNAL", message, fix })
  } else if (part !== undefined) {
    const message = `activity '${name}' gives ${partText(part)}, which the journal cannot keep as JSON`
    const fix = `give it a schema that says how: activity("${name}", { output: Schema.Struct({ ... }), run }), or let it give what JSON has`
    findings.push({ code: "VALUE.NOT_JSON", message, fix })
  }
  const field = failure && failureFields(failure, checker, formOf)
  if (field !== undefined) {
    const message = `activity '${name}' fails with ${field.failure}, which has ${partText(field)}: the journal cannot keep that as JSON`
    const fix = "let the failure have what JSON has, such as a text"
    findings.push({ code: "FAILURE.NOT_JSON", message, fix })
  }
  return findings
}

function partText({ path, what }: StrangePart): string {
  return path === "" ? what : `'${path}' as ${what}`
}

function argumentsOf(type: Type | undefined, checker: Checker): ReadonlyArray<Type> {
  return type?.isTypeReference() === true ? checker.getTypeArguments(type) : []
}

/** What mappings of a flow see of the input: the type of the first one that reads it. */
function inputType(declared: Node, { file, lambdas, checker }: Asking): Type | undefined {
  const own = [...lambdas].filter(
    ([{ node }]) => node.getPos() >= declared.getPos() && node.getEnd() <= declared.getEnd(),
  )
  const read = own.flatMap(([, { reads }]) => reads).find(({ name }) => name === "input")?.node
  const at = Node.isBindingElement(read) ? read.getNameNode() : read
  return at === undefined ? undefined : checker.getTypeAtPosition(file, at.getEnd() - 1)
}
