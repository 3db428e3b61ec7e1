// Measures what a build of a hundred flows of twenty steps takes when nothing is cached, in a process of its own each time.
import { spawnSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { machine } from "./harness/machine.ts"
import { costOf } from "./harness/statistics.ts"
import { aligned } from "./harness/table.ts"

const flows = 100
const steps = 20
const builds = 5

/** Where the activities of the flows are: in one module for all, or each flow's in its own file. */
const places = ["shared", "own"] as const

const numbers = Array.from({ length: steps }, (_, index) => index)

const activities = numbers
  .map(
    (n) =>
      `export const act${n} = activity("act-${n}", async (order: Order) => ({ id: order.id, total${n}: order.amount + ${n} }))`,
  )
  .join("\n")

const order = "interface Order { readonly id: string; readonly amount: number }"

function flowText(index: number, place: (typeof places)[number]): string {
  const names = numbers.map((n) => `act${n}`).join(", ")
  const head =
    place === "shared"
      ? `import { ${names} } from "./activities.ts"`
      : `import { activity } from "@millrace/dsl"\n${order}`
  const chain = numbers.map((n) => {
    const mapping =
      n === 0 ? "({ input }) => input" : `({ step${n - 1}: { id, total${n - 1}: amount } }) => ({ id, amount })`
    return `  .step("step${n}", act${n}, ${mapping})`
  })
  return `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
${head}
${place === "own" ? activities : ""}
export const order${index} = flow("order-${index}", { input: Schema.Struct({ id: Schema.String, amount: Schema.Number }) })
${chain.join("\n")}
  .returns(({ step${steps - 1} }) => step${steps - 1}.total${steps - 1})
`
}

const tsconfig = {
  compilerOptions: {
    strict: true,
    target: "es2023",
    module: "nodenext",
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
}

const parent = fileURLToPath(new URL(".millrace/", import.meta.url))
const command = join(dirname(fileURLToPath(import.meta.resolve("@millrace/codegen"))), "../bin/millrace.js")
const built = new URL("built.ts", import.meta.url).href
mkdirSync(parent, { recursive: true })
console.log(machine())
const rows = places.map((place) => {
  const folder = mkdtempSync(join(parent, "build-"))
  try {
    writeFileSync(join(folder, "tsconfig.json"), JSON.stringify(tsconfig))
    if (place === "shared") {
      writeFileSync(
        join(folder, "activities.ts"),
        `import { activity } from "@millrace/dsl"\n${order}\n${activities}\n`,
      )
    }
    for (let index = 0; index < flows; index++) {
      writeFileSync(join(folder, `order${index}.flow.ts`), flowText(index, place))
    }
    const [wall, checked] = [["--no-cache"], ["--no-cache", "--no-check"]].map((options) => measure(folder, options))
    return [place, wall ?? "", checked ?? ""]
  } finally {
    rmSync(folder, { recursive: true })
  }
})
console.log(aligned([["activities", "build, s", "with --no-check, s"], ...rows]).join("\n"))

function measure(cwd: string, options: ReadonlyArray<string>): string {
  const seconds: Array<number> = []
  for (let build = -1; build < builds; build++) {
    const begun = performance.now()
    const { status, stderr } = spawnSync(process.execPath, ["--import", built, command, "build", ...options], {
      cwd,
      encoding: "utf8",
    })
    if (status !== 0) throw new Error(stderr.slice(0, 2_000))
    if (build >= 0) seconds.push((performance.now() - begun) / 1_000)
  }
  const { median, min, max } = costOf(seconds)
  return `${median.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`
}
