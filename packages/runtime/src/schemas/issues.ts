import type { ValueIssue } from "@millrace/plan"

/** Gives the way to a value as one writes it in code: `input.lines[2].price`. */
function formatIssuePath(subject: string, path: ValueIssue["path"]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`
    return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(key) ? `${text}.${key}` : `${text}[${JSON.stringify(key)}]`
  }, subject)
}

/** Gives issues as one sentence: `input.lines[2].price: expected number, found "x"`. */
export function formatIssues(subject: string, issues: ReadonlyArray<ValueIssue>): string {
  return issues.map((issue) => `${formatIssuePath(subject, issue.path)}: ${issue.message}`).join("; ")
}
