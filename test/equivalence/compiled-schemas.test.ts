import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { fileURLToPath, pathToFileURL } from "node:url"
import { generate, makeSchemaCompiler } from "@millrace/codegen"
import type { AnyWorkflow } from "@millrace/plan"
import { interpret } from "@millrace/runtime"
import type * as Exit from "effect/Exit"
import { afterAll, expect, it } from "vitest"
import { makeChance } from "./chance.ts"
import { allLeaves, plainLeaves, randomStruct } from "./random-schema.ts"

// Other seeds are other schemas: RANDOM_FIRST_SEED=5000 vitest run test/equivalence/compiled-schemas.test.ts
const firstSeed = Number(process.env["RANDOM_FIRST_SEED"] ?? 1)
const schemaCount = 60
const valuesOfEach = 60

interface AnyRunner {
  readonly runExit: (input: unknown) => Promise<Exit.Exit<unknown, unknown>>
}

const folder = fileURLToPath(new URL("./.millrace/compiled-schemas/", import.meta.url))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it("decodes inputs with compiled schemas as effect's interpreter does, and refuses them in the same words", async () => {
  const schemas = Array.from({ length: schemaCount }, (_, index) =>
    randomStruct(makeChance(firstSeed + index), { depth: 3, leaves: index % 2 === 0 ? plainLeaves : allLeaves }),
  )
  const flows = schemas.map(
    ({ text }, index) =>
      `export const flow${index} = flow("flow${index}", { input: ${text} }).returns((scope) => scope)`,
  )
  const file = `${folder}random.flow.ts`
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    file,
    `import { flow } from "@millrace/dsl"\nimport * as Schema from "effect/Schema"\n\n${flows.join("\n")}\n`,
  )
  const [generated] = generate([file], { compileSchemas: makeSchemaCompiler() })
  expect(generated?.diagnostics.filter(({ level }) => level === "error")).toEqual([])
  writeFileSync(`${folder}random.runner.ts`, generated?.runner ?? "")
  writeFileSync(`${folder}random.runner.schemas.ts`, generated?.schemas ?? "")
  expect(generated?.schemas).not.toMatch(/\beval\b|\bFunction\b/)
  expect(generated?.runner?.match(/decodeCompiled\(\s*Schema/g)?.length).toBeGreaterThan(schemaCount / 2)
  expect(generated?.schemas?.match(/case "decode"/g)?.length).toBeGreaterThan(schemaCount / 4)

  const interpreted: Readonly<Record<string, AnyWorkflow>> = await import(pathToFileURL(file).href)
  const emitted: Readonly<Record<string, AnyRunner>> = await import(pathToFileURL(`${folder}random.runner.ts`).href)
  const endings = { Success: 0, Failure: 0 }
  for (const [index, { text, value }] of schemas.entries()) {
    const [flow, runner] = [interpreted[`flow${index}`], emitted[`flow${index}`]]
    if (flow === undefined || runner === undefined) throw new Error(`'flow${index}' is not exported`)
    const reference = interpret(flow) as unknown as AnyRunner
    const chance = makeChance(firstSeed + index)
    for (let count = 0; count < valuesOfEach; count++) {
      const input = count === 0 ? undefined : value(chance)
      const [expected, found] = [await reference.runExit(input), await runner.runExit(input)]
      expect(found, `${text} of ${JSON.stringify(input)}`).toEqual(expected)
      endings[found._tag] += 1
    }
  }
  expect(endings.Success).toBeGreaterThan(schemaCount)
  expect(endings.Failure).toBeGreaterThan(schemaCount)
  expect(readFileSync(`${folder}random.runner.ts`, "utf8")).not.toContain("eval")
}, 120_000)
