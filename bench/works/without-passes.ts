import { readdirSync } from "node:fs"
import { emitted, running } from "./contestants.ts"
import type { Runners } from "./contestants.ts"
import type { Contestant, Kind } from "./works.ts"

const flows = new URL("flows/", import.meta.url)

/** Where the runners of one kind stand that are built without a pass, for as long as they are measured. */
export function withoutPassFile(kind: Kind, pass: string): URL {
  return new URL(`${kind}.without-${pass}.runner.ts`, flows)
}

/** The emitted runners, and those that have been built without a pass. */
export function withoutPasses(kind: Kind): ReadonlyArray<Contestant> {
  const built = readdirSync(flows).flatMap((file) => {
    const [, of, pass] = /^(\w+)\.without-(.+)\.runner\.ts$/.exec(file) ?? []
    return of === kind && pass !== undefined ? [pass] : []
  })
  return [
    emitted,
    ...built.map((pass) =>
      // The file has the same exports as the runners that it is measured beside.
      running(`without ${pass}`, () => import(withoutPassFile(kind, pass).href) as Promise<Runners>),
    ),
  ]
}
