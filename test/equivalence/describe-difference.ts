import type { Difference } from "./compare-program.ts"
import type { Observed } from "./observed.ts"

/** Says how what was seen differs, from the first place on. */
export function describeDifference({ program: _program, run: _run, ...ways }: Difference): string {
  const lines = (["ending", "events", "done", "told"] as const).flatMap((key) => {
    const seen = Object.entries(ways)
      .filter(([way]) => key !== "events" || !way.endsWith("Unwatched"))
      .map(([way, observed]: readonly [string, Observed | undefined]) => [way, observed?.[key]] as const)
      .filter(([, each]) => each !== undefined)
    const texts = seen.map(([who, each]) => ({
      who,
      lines: (Array.isArray(each) ? each : [each]).map((line) => JSON.stringify(line)),
    }))
    const same = texts[0]?.lines.findIndex((line, index) => texts.some((other) => other.lines[index] !== line)) ?? -1
    const first = same === -1 ? Math.min(...texts.map((each) => each.lines.length)) : same
    if (texts.every((each) => each.lines.length === first)) return []
    return [
      `${key} differ from place ${first}:`,
      ...texts.flatMap((each) => [
        `  ${each.who}:`,
        ...each.lines.slice(Math.max(0, first - 1), first + 4).map((line) => `    ${line}`),
      ]),
    ]
  })
  return lines.join("\n")
}
