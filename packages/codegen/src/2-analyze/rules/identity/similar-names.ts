import { definedNames, innerBlocks } from "@millrace/plan"
import type { Block, NodeName, Span } from "@millrace/plan"
import type { SourceCode } from "../../../1-load/source-code.ts"
import type { Finding } from "../finding.ts"
import type { FlowFacts } from "../flow-rule.ts"

type Seen = ReadonlyMap<string, NodeName<SourceCode>>

/** Looks for names of one scope that people, file systems or databases do not tell apart. */
export function checkSimilarNames({ flow }: FlowFacts): ReadonlyArray<Finding> {
  return blockFindings(flow.plan.body, new Map())
}

function blockFindings(block: Block<SourceCode>, outer: Seen): ReadonlyArray<Finding> {
  const findings: Array<Finding> = []
  const seen = new Map(outer)
  for (const node of block.nodes) {
    findings.push(...innerBlocks(node).flatMap((inner) => blockFindings(inner.block, seen)))
    for (const each of definedNames(node)) {
      const folded = foldedName(each.name)
      const earlier = seen.get(folded)
      const { span } = each
      const isOther = earlier !== undefined && earlier.name !== each.name
      if (isOther && span !== undefined) findings.push(finding(each.name, span, earlier))
      else seen.set(folded, each)
    }
  }
  return findings
}

/** A name without what is seen or stored differently: case, composition, width, characters that nobody sees. */
function foldedName(name: string): string {
  return name
    .normalize("NFKC")
    .replaceAll(/[\p{Cf}\s]/gu, "")
    .toLowerCase()
}

function finding(name: string, span: Span, earlier: NodeName<SourceCode>): Finding {
  const where = earlier.span === undefined ? "" : ` (line ${earlier.span.line})`
  const isCase = [name, earlier.name].every((each) => foldedName(each) === each.toLowerCase())
  const how = isCase ? "only by upper and lower case" : "only by characters that look the same"
  const message = `'${name}' differs from '${earlier.name}'${where} ${how}`
  return { code: "NAME.SIMILAR", node: span, message, fix: "give one of the two another name" }
}
