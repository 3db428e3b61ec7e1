import { flow } from "@millrace/dsl"
import { Assembly } from "./assembly.ts"
import { buildPart } from "./build-part.ts"
import { work } from "./work.ts"

/** WCP-22: a workflow that runs itself for each part of what it is given. */
export const recursion = flow("recursion", { input: Assembly })
  .forEach(
    "parts",
    ({ input }) => input.parts,
    (b) => b.step("built", buildPart, ({ item }) => item),
  )
  .step("assembled", work, ({ input }) => `assemble ${input.name}`)
  .returns(({ input, parts }) => `${input.name}(${parts.join(" ")})`)
