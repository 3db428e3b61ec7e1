import type * as SchemaAST from "effect/SchemaAST"

/**
 * Gives a fingerprint of what effect's compiled code relies on in a schema: which nodes stand where, their properties, and
 * whether they have checks.
 *
 * **Details**
 *
 * Checks, literals and transformations themselves are read from the schema when the code runs, and what a suspended schema
 * holds is not compiled.
 */
export function schemaShape(ast: SchemaAST.AST): string {
  let hash = 0x811c9dc5
  for (const character of outline(ast)) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(16)
}

function outline(ast: SchemaAST.AST): string {
  const checks = [ast.checks, "encodingChecks" in ast ? ast.encodingChecks : undefined]
  const links = ast.encoding?.map(({ to, transformation }) => `${outline(to)}${transformKind(transformation)}`)
  return JSON.stringify([ast._tag, ast.context?.isOptional, checks.map((each) => each?.length), links, parts(ast)])
}

/** Only what is a plain function of a value may be called by compiled code. */
function transformKind({ _tag, decode }: SchemaAST.Link["transformation"]): string {
  return `${_tag} ${"_tag" in decode ? decode._tag : ""}`
}

function parts(ast: SchemaAST.AST): ReadonlyArray<unknown> {
  if (ast._tag === "Objects") {
    return [
      ast.propertySignatures.map(({ name, type }) => [String(name), outline(type)]),
      ast.indexSignatures.map(({ parameter, type }) => [outline(parameter), outline(type)]),
    ]
  }
  if (ast._tag === "Arrays") return [ast.elements.map(outline), ast.rest.map(outline)]
  if (ast._tag === "Union") return [ast.options?.mode, ast.types.map(outline)]
  if (ast._tag === "Enum") return ast.enums.map(([name]) => name)
  if (ast._tag === "Literal") return [typeof ast.literal, String(ast.literal)]
  return innerSchemas(ast).map(outline)
}

/**
 * Tells whether decoding does nothing but compute, so that it may be done a second time.
 *
 * **Details**
 *
 * What a suspended schema holds is not looked at, and a transformation may be anything but a plain function: both count as
 * doing more.
 */
export function isPureSchema(ast: SchemaAST.AST): boolean {
  const links = ast.encoding ?? []
  return (
    ast._tag !== "Suspend" &&
    links.every(({ to, transformation: { _tag, decode } }) => {
      return _tag === "Transformation" && pureGetters.has(decode._tag) && isPureSchema(to)
    }) &&
    innerSchemas(ast).every(isPureSchema)
  )
}

const pureGetters: ReadonlySet<string> = new Set(["Passthrough", "Transform"])

function innerSchemas(ast: SchemaAST.AST): ReadonlyArray<SchemaAST.AST> {
  if (ast._tag === "Objects") {
    const ofProperties = ast.propertySignatures.map(({ type }) => type)
    return [...ofProperties, ...ast.indexSignatures.flatMap(({ parameter, type }) => [parameter, type])]
  }
  if (ast._tag === "Arrays") return [...ast.elements, ...ast.rest]
  if (ast._tag === "Union") return ast.types
  if (ast._tag === "TemplateLiteral") return ast.parts
  return ast._tag === "Declaration" ? ast.typeParameters : []
}
