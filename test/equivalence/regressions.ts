import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import type { Case, Found } from "./check-programs.ts"

/** One program a file, with a run in which the ways to run it have differed once. */
const folder = fileURLToPath(new URL("./regressions/", import.meta.url))

/** Gives the programs that have differed once. */
export function regressionCases(): ReadonlyArray<Case> {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => JSON.parse(readFileSync(`${folder}${file}`, "utf8")) as Case)
}

/** Keeps a program that differs, to be run with every other test from now on; gives the file. */
export function keepRegression({ program, run }: Found): string {
  const file = `${folder}${program.name}.json`
  writeFileSync(file, `${JSON.stringify({ program, runs: [run] }, undefined, 2)}\n`)
  return file
}
