import { createHash } from "node:crypto"
import { compileText } from "./compile-text.ts"
import { head, writeFlow } from "./hostile-flow.ts"
import { makeChance } from "./hostile-strings.ts"
import { literalForms } from "./literal-forms.ts"
import { hostileWords } from "./words.ts"

// Compiles the files of the seeds that are given, in that order, and prints a digest of each runner by its seed.
const digests = process.argv.slice(2).map((seed) => {
  const chance = makeChance(Number(seed))
  const form = literalForms[Number(seed) % literalForms.length] ?? "double"
  const flows = Array.from({ length: 3 }, (_, index) => writeFlow(index, hostileWords(chance, []), form).text)
  return [
    seed,
    createHash("sha256")
      .update(compileText(head + flows.join("")))
      .digest("hex"),
  ] as const
})
console.log(JSON.stringify(Object.fromEntries(digests)))
