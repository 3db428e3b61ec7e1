import type { AuthorExpression } from "../3-lower/author-code/author-expression.ts"
import type {
  CallExpression,
  Callee,
  ConditionalExpression,
  Expression,
  ObjectExpression,
} from "../3-lower/expression.ts"
import { code, makeName } from "./code.ts"
import type { Emission } from "./emission.ts"
import { emitAuthor, emitComments } from "./emit-author.ts"
import { emitClosure, emitMethod, givesObject, isArrowOfExpression } from "./emit-closure.ts"
import { emitLiteral } from "./emit-literal.ts"
import type { Layout } from "./layout.ts"
import { group, indent, line, sequence, text, withOrigin } from "./layout.ts"
import type { Argument } from "./lists.ts"
import { argumentsLayout, arrayLayout, enclosedArgument, objectLayout, trailingArgument } from "./lists.ts"
import { propertyKey } from "./property-key.ts"

/** Writes an expression. Comments of the author around it are left to the caller. */
export function emitExpression(expression: Expression, emission: Emission): Layout {
  const written = emitKind(expression, emission)
  return "origin" in expression ? withOrigin(expression.origin, written) : written
}

function emitKind(expression: Expression, emission: Emission): Layout {
  switch (expression.kind) {
    case "array":
      return arrayLayout(expression.elements.map((each) => emitExpression(each, emission)))
    case "author":
      return emitAuthor(expression, emission)
    case "call":
      return emitCall(expression, emission)
    case "closure":
      return emitClosure(expression, emission)
    case "conditional":
      return emitConditional(expression, emission)
    case "literal":
      return emitLiteral(expression.value)
    case "object":
      return emitObject(expression, emission)
    case "read":
      return text(expression.local.name)
    case "runner":
      return code`${emission.imports.runner(expression)}`
    case "yield":
      return code`yield* ${emitExpression(expression.effect, emission)}`
  }
}

/** A `yield*` has to stand in parentheses only in the test, where none of ours stands. */
function emitConditional({ test, then, otherwise }: ConditionalExpression, emission: Emission): Layout {
  const written = emitExpression(test, emission)
  const tested = test.kind === "author" && test.isLoose ? code`(${written})` : written
  return group(
    sequence(
      tested,
      indent(
        sequence(
          line,
          text("? "),
          emitExpression(then, emission),
          line,
          text(": "),
          emitExpression(otherwise, emission),
        ),
      ),
    ),
  )
}

/** Writes an expression with the author's comments in front of it, each on a line of its own. */
function emitCommented(expression: Expression, emission: Emission): Layout {
  const layout = emitExpression(expression, emission)
  return expression.kind === "author" ? sequence(...emitComments(expression), layout) : layout
}

function emitCall({ callee, arguments: given }: CallExpression, emission: Emission): Layout {
  const layouts = given.map((each) => emitArgument(each, emission))
  const [beforeLast, last] = given.slice(-2)
  const isPair = beforeLast !== undefined && last !== undefined && isObject(beforeLast) && isObject(last)
  // Of two objects the last one alone is not broken.
  const laidOut = isPair ? layouts.map(({ layout }) => ({ layout })) : layouts
  return sequence(emitCallee(callee, emission), argumentsLayout(laidOut))
}

function isObject(expression: Expression): boolean {
  if (expression.kind === "author") return expression.shape === "object"
  if (expression.kind !== "literal") return expression.kind === "object"
  const { value } = expression
  return typeof value === "object" && value !== null && !Array.isArray(value)
}

function emitCallee(callee: Callee, emission: Emission): Layout {
  switch (callee.kind) {
    case "abi":
      return code`${emission.imports.abi(callee.name)}`
    case "author":
      return emitAuthor(callee.code, emission)
    case "definition":
      return emitDefinition(callee.name, emission)
    case "method":
      return code`${makeName(callee.object.name)}.${makeName(callee.name)}`
  }
}

function emitDefinition(name: string, emission: Emission): Layout {
  const made = emission.inPlace.get(name)
  return made === undefined ? code`${makeName(name)}` : emitExpression(made, emission)
}

function emitArgument(expression: Expression, emission: Emission): Argument {
  const layout = emitCommented(expression, emission)
  if (expression.kind === "closure" && isArrowOfExpression(expression)) {
    return givesObject(expression) ? enclosedArgument(layout) : trailingArgument(layout)
  }
  return isEnclosed(expression) ? enclosedArgument(layout) : { layout }
}

/** Whether it begins and ends with a bracket, so that it may begin on the line of a call. */
function isEnclosed(expression: Expression): boolean {
  if (expression.kind === "author") {
    return expression.shape !== "call" && expression.shape !== "other" && expression.comments.length === 0
  }
  if (expression.kind === "literal") return typeof expression.value === "object" && expression.value !== null
  return expression.kind === "closure" || expression.kind === "object"
}

function emitObject({ entries }: ObjectExpression, emission: Emission): Layout {
  const hasClosures = entries.some(([, value]) => value.kind === "closure")
  return objectLayout(
    entries.map(([key, value]) => emitProperty(key, value, emission)),
    hasClosures,
  )
}

/** Writes a property: `key: value`, `key` where the value is a local of that name, or a generator method. */
export function emitProperty(key: string, value: Expression, emission: Emission): Layout {
  const written = propertyKey(key)
  if (value.kind === "closure" && value.generator) return sequence(text(`*${written}`), emitMethod(value, emission))
  if (value.kind === "read" && value.local.name === written) return text(written)
  if (value.kind === "author" && isNameOf(value, written)) {
    emitAuthor(value, emission)
    return text(written)
  }
  const comments = value.kind === "author" ? emitComments(value) : []
  return sequence(...comments, text(`${written}: `), emitExpression(value, emission))
}

/** Whether an expression is just the name of the property that it is the value of. */
function isNameOf({ pieces, comments }: AuthorExpression, property: string): boolean {
  const [only, ...others] = pieces
  return comments.length === 0 && others.length === 0 && only?.kind === "text" && only.text === property
}
