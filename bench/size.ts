// Holds the size of what is shipped: bundles the ten steps and compares with the ceilings. Ends with 1 when one is too big.
import { bundle } from "./harness/bundle.ts"
import { aligned } from "./harness/table.ts"

interface Limit {
  readonly program: string
  /** The most bytes that the compressed bundle may have today. Lower it when a change makes room. */
  readonly ceiling?: number
  /** The most that it is meant to have. */
  readonly target?: number
}

const limits: ReadonlyArray<Limit> = [
  { program: "by-hand" },
  { program: "effect-gen" },
  { program: "plain", ceiling: 18_600, target: 12_000 },
  { program: "checked", ceiling: 35_600, target: 30_000 },
]

const rows: Array<ReadonlyArray<string>> = []
let isTooBig = false
for (const { program, ceiling = Infinity, target = Infinity } of limits) {
  const { bytes, gzipBytes } = await bundle(program)
  if (gzipBytes > ceiling) isTooBig = true
  const verdict = gzipBytes > ceiling ? "too big" : gzipBytes > target ? "over its target" : "fits"
  rows.push([program, String(bytes), String(gzipBytes), limit(ceiling), limit(target), verdict])
}
console.log(aligned([["bundle", "bytes", "gzipped", "ceiling", "target", ""], ...rows]).join("\n"))
process.exit(isTooBig ? 1 : 0)

function limit(bytes: number): string {
  return bytes === Infinity ? "" : String(bytes)
}
