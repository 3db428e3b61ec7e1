import type { CheckCost } from "./check-flows.ts"
import { checkFlows } from "./check-flows.ts"
import type { CostFlow } from "./flows.ts"
import { baseline, extremes, flows } from "./flows.ts"

/** Prints what each flow costs on both compilers, as the table of docs/type-cost.md. */
console.log("| workflow | instantiations | check time on 7 | memory on 7 | check time on 6 | memory on 6 |")
console.log("| --- | ---: | ---: | ---: | ---: | ---: |")
const { instantiations: atLeast } = await checkFlows([baseline], "typescript")
for (const flow of [baseline, ...flows, ...extremes]) {
  const seven = await quickest(flow)
  // A graph of thousands takes TypeScript 6 minutes and proves nothing.
  const six = extremes.includes(flow) ? undefined : await checkFlows([flow], "typescript-6")
  const cells = [
    flow.name,
    seven.errors[0] ?? (seven.instantiations - atLeast).toLocaleString("en"),
    `${seven.checkSeconds.toFixed(2)} s`,
    `${seven.memoryMegabytes} MB`,
    six === undefined ? "" : (six.errors[0] ?? `${six.checkSeconds.toFixed(2)} s`),
    six === undefined ? "" : `${six.memoryMegabytes} MB`,
  ]
  console.log(`| ${cells.join(" | ")} |`)
}

/** Gives the cost of the quickest of three checks: what else the machine does only makes one slower. */
async function quickest(flow: CostFlow): Promise<CheckCost> {
  let least = await checkFlows([flow], "typescript")
  for (let more = 2; more > 0; more -= 1) {
    const cost = await checkFlows([flow], "typescript")
    if (cost.checkSeconds < least.checkSeconds) least = cost
  }
  return least
}
