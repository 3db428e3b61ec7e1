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
  switch (ast._tag) {
    case "Objects":
      return [
        ast.propertySignatures.map(({ name, type }) => [String(name), outline(type)]),
        ast.indexSignatures.map(({ parameter, type }) => [outline(parameter), outline(type)]),
      ]
    case "Arrays":
      return [ast.elements.map(outline), ast.rest.map(outline)]
    case "Union":
      return [ast.options?.mode, ast.types.map(outline)]
    case "TemplateLiteral":
      return ast.parts.map(outline)
    case "Declaration":
      return ast.typeParameters.map(outline)
    case "Enum":
      return ast.enums.map(([name]) => name)
    case "Literal":
      return [typeof ast.literal, String(ast.literal)]
    default:
      return []
  }
}
