import { mkdirSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { AnyWorkflow } from "@millrace/plan"
import { interpret } from "@millrace/runtime"
import { compilePrograms, removeCompiled } from "../../equivalence/compile-programs.ts"
import type { Compiled } from "../../equivalence/compile-programs.ts"
import { printPrograms } from "../../equivalence/print-program.ts"
import type { AnyRunner } from "../../equivalence/run-program.ts"
import { casesOfSeeds } from "../../equivalence/seeds.ts"
import type { Case } from "../../equivalence/check-programs.ts"

/** A program that can be run, and its runs. */
export interface Simulatable extends Pick<Compiled, "program" | "interpreted">, Pick<Case, "runs"> {}

/** Gives the programs of so many seeds, interpreted. */
export async function programsOfSeeds(first: number, count: number): Promise<ReadonlyArray<Simulatable>> {
  // It imports what stands beside its folder.
  const folder = fileURLToPath(new URL("../../equivalence/.millrace/", import.meta.url))
  mkdirSync(folder, { recursive: true })
  const file = `${folder}simulated-${process.pid}-${first}.ts`
  const cases = casesOfSeeds(first, count)
  writeFileSync(file, printPrograms(cases.map(({ program }) => program)))
  try {
    // What a module exports is known to whoever printed it.
    const flows = (await import(pathToFileURL(file).href)) as Readonly<Record<string, AnyWorkflow>>
    return cases.map(({ program, runs }) => {
      const workflow = flows[program.name]
      if (workflow === undefined) throw new Error(`'${program.name}' is not exported`)
      return { program, runs, interpreted: interpret(workflow) as unknown as AnyRunner }
    })
  } finally {
    rmSync(file)
  }
}

/** Gives the programs of so many seeds, each with the runner that the compiler emits in the place of the interpreter's. */
export async function emittedOfSeeds(first: number, count: number): Promise<ReadonlyArray<Simulatable>> {
  const name = `emitted-${process.pid}-${first}`
  const cases = casesOfSeeds(first, count)
  const { compiled, refused } = await compilePrograms(
    cases.map(({ program }) => [program]),
    name,
  )
  removeCompiled(name)
  if (refused.length > 0) throw new Error(refused.flatMap(({ messages }) => messages).join("\n"))
  return compiled.map(({ program, emitted }) => {
    const runs = cases.find((each) => each.program === program)?.runs ?? []
    return { program, runs, interpreted: emitted }
  })
}
