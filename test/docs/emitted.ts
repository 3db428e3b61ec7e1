import { flowOf } from "./documentation.ts"
import type { Page } from "./documentation.ts"

/**
 * Gives what a page shows of an emitted module: all but its head, the lists of steps, and what the flow file itself
 * declares.
 */
export function shownModule(page: Page, runner: string): string {
  const declared = withoutSpace(flowOf(page)?.text ?? "")
  const [, ...paragraphs] = runner.trimEnd().split(/\n\n(?=\S)/)
  const shown = paragraphs
    .flatMap((paragraph) =>
      declarations(paragraph)
        .filter((each) => !declared.includes(withoutSpace(each)))
        .join("\n"),
    )
    .filter((paragraph) => paragraph !== "")
  return `${shown.join("\n\n").replaceAll(/^ {2}plan: .*?\},\n(?= {2}[\w*])/gms, shownPlan)}\n`
}

/** Copied constants may stand right below each other. */
function declarations(paragraph: string): ReadonlyArray<string> {
  return paragraph.split(/\n(?=const |export |function |\/\*\*)/)
}

function shownPlan(plan: string): string {
  const name = /name: ("(?:[^"\\]|\\.)*")/.exec(plan)?.[1] ?? ""
  const version = /version: "(?:[^"\\]|\\.)*",/.exec(plan)?.[0]
  return `  plan: { name: ${name}, ${version === undefined ? "" : `${version} `}digest: "…", steps: [/* … */] },\n`
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s+/g, "")
}
