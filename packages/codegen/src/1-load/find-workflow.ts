import { dirname, relative } from "node:path/posix"
import type { CallExpression, VariableDeclaration } from "ts-morph"
import { Node } from "ts-morph"
import { chainOf } from "./chain.ts"
import { exportNamesOf, isFlowCall } from "./find-flows.ts"
import { accessedName, followReference } from "./follow-reference.ts"
import { moduleNames } from "./module-names.ts"
import type { Reader } from "./reader.ts"
import type { SourceWorkflow } from "./source-code.ts"
import { spanOf } from "./span-of.ts"
import { shortText, staticValue } from "./static-value.ts"
import { unwrap, wrapped } from "./unwrap.ts"

/** Follows a child to the flow it is, in this flow file or another one, for its name and where its runner will stand. */
export function findWorkflow(reference: Node, owner: string, reader: Reader): SourceWorkflow | undefined {
  const notFlow = (reason: string): undefined =>
    reader.report({
      code: "CHILD.NOT_FLOW",
      node: reference,
      message: `${owner} runs '${shortText(reference)}', ${reason}`,
      fix: "give the name of a flow that a flow file exports: export const name = flow(...)....returns(...)",
    })
  const referent = followReference(reference, reader.modules)
  if (referent.kind === "lost") return notFlow(`but ${referent.reason}`)
  const chain = referent.kind === "expression" ? chainOf(referent.node) : undefined
  // `millrace.flow("name")` is itself a call of a chain.
  const innermost = Node.isCallExpression(chain?.root) ? chain.root : chain?.calls[0]?.call
  if (!Node.isExpression(reference) || innermost === undefined || !isFlowCall(innermost, reader)) {
    return notFlow("which is not declared with 'flow(...)'")
  }
  const declaration = wrapped(chain?.calls.at(-1)?.call ?? innermost).getParent()
  if (!Node.isVariableDeclaration(declaration)) return notFlow("which is not a flow's constant")
  const file = declaration.getSourceFile()
  if (file !== reader.file && !/\.flow\.[cm]?[jt]s$/.test(file.getBaseName())) {
    return notFlow(`but '${file.getBaseName()}' is no flow file: its name does not end with '.flow.ts'`)
  }
  const exportName = exportNameOf(declaration, reference)
  if (exportName === undefined) return notFlow("which its file does not export, so that it has no runner")
  const name = nameOf(innermost, reader)
  if (name === undefined) return notFlow("whose name in 'flow(...)' is no literal")
  return Object.freeze({
    kind: "workflow",
    name,
    reference: Object.freeze({ kind: "expression", node: reference, span: spanOf(reference) }),
    module: file === reader.file ? undefined : specifierOf(declaration, reference, reader),
    exportName,
  })
}

function nameOf(origin: CallExpression, reader: Reader): string | undefined {
  const given = origin.getArguments()[0]
  const result = given && staticValue(given, reader.modules)
  return result?.kind === "value" && typeof result.value === "string" ? result.value : undefined
}

/** A flow that is exported under several names is best known by the one that it is imported by. */
function exportNameOf(declaration: VariableDeclaration, reference: Node): string | undefined {
  const isExported = declaration.getVariableStatement()?.isExported() === true
  const names = exportNamesOf(declaration, isExported, declaration.getSourceFile()).filter((each) => each !== "default")
  const imported = importOf(reference)?.imported
  const wanted = imported === "*" ? accessedName(unwrap(reference)) : imported
  return names.find((each) => each === wanted) ?? names[0]
}

/** The way to the flow's file: as it is imported here, or relative to this file when it comes by a detour. */
function specifierOf(declaration: VariableDeclaration, reference: Node, reader: Reader): string {
  const file = declaration.getSourceFile()
  const specifier = importOf(reference)?.specifier
  if (specifier !== undefined && reader.modules.resolve(specifier, reader.file) === file) return specifier
  const path = relative(dirname(reader.file.getFilePath()), file.getFilePath())
  return path.startsWith(".") ? path : `./${path}`
}

function importOf(reference: Node): { readonly specifier: string; readonly imported: string } | undefined {
  let root = unwrap(reference)
  while (Node.isPropertyAccessExpression(root) || Node.isElementAccessExpression(root)) {
    root = unwrap(root.getExpression())
  }
  const declarations = moduleNames(reference.getSourceFile()).get(root.getText()) ?? []
  return declarations.find((each) => each.kind === "import")
}
