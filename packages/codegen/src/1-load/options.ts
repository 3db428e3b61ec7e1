import type { Expression, MethodDeclaration, ObjectLiteralExpression } from "ts-morph"
import { Node } from "ts-morph"
import { didYouMean } from "./did-you-mean.ts"
import { followReference } from "./follow-reference.ts"
import { namedProperty } from "./named-property.ts"
import type { OptionShape } from "./option-shapes.ts"
import type { Reader } from "./reader.ts"
import { shortText, staticValue } from "./static-value.ts"
import { unwrap } from "./unwrap.ts"

/** The options object of a verb or flow, by option. */
export interface Options {
  /** The object as the author wrote it, for mistakes that concern it as a whole. */
  readonly node: Node
  /** The verb or flow it belongs to, for messages: `step 'charge'`. */
  readonly owner: string
  readonly entries: ReadonlyMap<string, OptionEntry>
}

/** One option: its key, and its value. */
export interface OptionEntry {
  readonly key: Node
  readonly value: Expression | MethodDeclaration
}

/** What may stand in an options object: whose it is, and the names it knows. */
export interface OptionNames {
  readonly owner: string
  readonly known: ReadonlyArray<string>
  /** Where mistakes that concern the object as a whole are shown. @default the object */
  readonly site?: Node
}

/** Reads an options object, given in place or as a constant of the same file; none given is an empty one. */
export function parseOptions(given: Node | undefined, names: OptionNames, reader: Reader): Options | undefined {
  const entries = new Map<string, OptionEntry>()
  if (given === undefined || (Node.isIdentifier(given) && given.getText() === "undefined")) {
    return { node: reader.file, owner: names.owner, entries }
  }
  const object = objectOf(given, reader)
  if (object === undefined) {
    return reader.report({
      code: "OPTIONS.NOT_STATIC",
      node: given,
      message: `the options of ${names.owner} are '${shortText(given)}', which is not an object literal`,
      fix: "write the options in place, or as a constant with an object literal",
    })
  }
  if (!collect(object, { entries, names, reader })) return undefined
  return { node: names.site ?? given, owner: names.owner, entries }
}

function objectOf(given: Node, reader: Reader): ObjectLiteralExpression | undefined {
  const referent = followReference(given, reader.modules)
  const node = referent.kind === "expression" ? unwrap(referent.node) : undefined
  return Node.isObjectLiteralExpression(node) ? node : undefined
}

interface Collection {
  readonly entries: Map<string, OptionEntry>
  readonly names: OptionNames
  readonly reader: Reader
}

function collect(object: ObjectLiteralExpression, collection: Collection): boolean {
  const { entries, names, reader } = collection
  let isComplete = true
  for (const property of object.getProperties()) {
    if (Node.isSpreadAssignment(property)) {
      const spread = objectOf(property.getExpression(), reader)
      if (spread === undefined) {
        isComplete = false
        reader.report({
          code: "OPTIONS.NOT_STATIC",
          node: property,
          message: `the options of ${names.owner} spread '${shortText(property.getExpression())}', which is not an object literal`,
          fix: "spread a constant with an object literal, or write the options in place",
        })
      } else {
        isComplete = collect(spread, collection) && isComplete
      }
      continue
    }
    const key = property.getNameNode()
    const { name, value } = namedProperty(property)
    if (name === undefined || value === undefined) {
      isComplete = false
      reader.report({
        code: "OPTIONS.NOT_STATIC",
        node: property,
        message: `'${shortText(key)}' in the options of ${names.owner} is computed when the module runs`,
        fix: "write the option's name and value out",
      })
    } else if (!names.known.includes(name)) {
      isComplete = false
      reader.report({
        code: "OPTION.UNKNOWN",
        node: key,
        message: `${names.owner} has the option '${name}', which does not exist`,
        fix: didYouMean(name, names.known) ?? `use one of ${names.known.map((each) => `'${each}'`).join(", ")}`,
      })
    } else {
      entries.set(name, { key, value })
    }
  }
  return isComplete
}

/** Gives the value of a literal option, or `undefined` when it is absent or refused (which is reported). */
export function literalOption<T>(
  options: Options,
  name: string,
  read: { shape: OptionShape<T>; reader: Reader },
): T | undefined {
  const { shape, reader } = read
  const entry = options.entries.get(name)
  if (entry === undefined) return undefined
  const result = staticValue(entry.value, reader.modules)
  if (result.kind === "unknown") {
    return reader.report({
      code: "VALUE.NOT_LITERAL",
      node: entry.key.getSourceFile() === reader.file ? entry.value : options.node,
      message: `option '${name}' of ${options.owner} shapes the plan, but ${result.reason}`,
      fix: "write a literal, or a constant with a literal value",
    })
  }
  if (result.value === undefined) return undefined
  const problem = shape.problem(result.value)
  if (problem !== undefined) {
    return reader.report({
      code: shape.code,
      node: siteOf(entry, options, reader),
      message: `option '${name}' of ${options.owner} is ${shortText(entry.value)}, but ${problem}`,
      fix: shape.fix,
    })
  }
  // `problem` has found the value to have the shape.
  return result.value as T
}

/** Where the author looks: at the option, or at the options of the verb when they stand in another file. */
function siteOf(entry: OptionEntry, options: Options, reader: Reader): Node {
  return entry.key.getSourceFile() === reader.file ? entry.key.getParentOrThrow() : options.node
}

/**
 * Gives the value of an option that is code of the author's; reports code that stands in another file, whose names mean
 * something else there.
 */
export function codeOption(options: Options, name: string, reader: Reader): OptionEntry["value"] | undefined {
  const entry = options.entries.get(name)
  if (entry === undefined || entry.value.getSourceFile() === reader.file) return entry?.value
  return reader.report({
    code: "MAPPING.ELSEWHERE",
    node: options.node,
    message: `${options.owner} takes its '${name}' from options of another file`,
    fix: `write '${name}' in the flow file, or export it by itself and import it`,
  })
}

/** Reads an option that is an object of options itself; `undefined` when it is absent or refused (which is reported). */
export function nestedOptions(
  options: Options,
  name: string,
  read: { known: ReadonlyArray<string>; reader: Reader },
): Options | undefined {
  const { known, reader } = read
  const entry = options.entries.get(name)
  if (entry === undefined || (Node.isIdentifier(entry.value) && entry.value.getText() === "undefined")) return undefined
  const isHere = entry.value.getSourceFile() === reader.file
  const names = { owner: `'${name}' of ${options.owner}`, known, site: isHere ? entry.value : options.node }
  return parseOptions(entry.value, names, reader)
}

/** Gives the code of an option that must be there; reports when it is not. */
export function requiredOption(options: Options, name: string, reader: Reader): OptionEntry["value"] | undefined {
  const entry = options.entries.get(name)
  if (entry !== undefined) return codeOption(options, name, reader)
  return reader.report({
    code: "OPTION.MISSING",
    node: options.node,
    message: `${options.owner} lacks the option '${name}'`,
    fix: `add '${name}' to its options`,
  })
}

/** Gives the value of a literal option that must be there; reports when it is not. */
export function requiredLiteral<T>(
  options: Options,
  name: string,
  read: { shape: OptionShape<T>; reader: Reader },
): T | undefined {
  if (!options.entries.has(name)) requiredOption(options, name, read.reader)
  return literalOption(options, name, read)
}
