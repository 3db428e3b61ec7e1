import { readdirSync } from "node:fs"
import type { RuleFixtures } from "./rule-fixtures.ts"

/** Loads the fixtures of every rule, by its code. */
export async function allFixtures(): Promise<ReadonlyMap<string, RuleFixtures>> {
  const files = readdirSync(new URL("fixtures/", import.meta.url)).toSorted()
  const loaded = files.map(async (file): Promise<readonly [string, RuleFixtures]> => {
    const { fixtures }: { readonly fixtures: RuleFixtures } = await import(`./fixtures/${file}`)
    return [file.replace(/\.ts$/, ""), fixtures]
  })
  return new Map(await Promise.all(loaded))
}
