import { spawnSync } from "node:child_process"

/**
 * Compares many random programs, interpreted and emitted: `node test/equivalence/many.ts 100000 1`.
 *
 * The arguments are how many programs there are, and the first seed. It ends at the first seed that fails and names it.
 */
const [wanted = "2000", first = "1"] = process.argv.slice(2)
const filesAtOnce = 40
const flowsInFile = 5

let seed = Number(first)
for (let done = 0; done < Number(wanted); done += filesAtOnce * flowsInFile, seed += 1) {
  const { status } = spawnSync("vitest", ["run", "test/equivalence/random.test.ts", "--reporter=dot"], {
    env: { ...process.env, RANDOM_FLOWS_SEED: String(seed), RANDOM_FLOW_FILES: String(filesAtOnce) },
    stdio: "inherit",
  })
  if (status !== 0) {
    console.error(`the programs of seed ${seed} differ`)
    process.exit(1)
  }
}
