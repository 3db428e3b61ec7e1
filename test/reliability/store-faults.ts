import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { cutLog, damagePages, fillStore } from "./faults/damage.ts"
import type { Damage } from "./faults/damage.ts"

/**
 * Cuts the log of a store off at every 512 bytes, and damages every page of it in three ways; each time it runs what is left:
 * `node test/reliability/store-faults.ts`.
 */
const folder = mkdtempSync(join(tmpdir(), "millrace-faults-"))
const left = await fillStore(folder)
let isBroken = false

function report(what: string, { cases, whole, refused, madeUp }: Damage): void {
  const refusals = [...refused].map(([tag, count]) => `${count} × ${tag}`).join(", ")
  console.log(`${what}: ${cases} cases, ${whole} whole, refused: ${refusals || "none"}, ${madeUp.length} made up`)
  isBroken ||= madeUp.length > 0 || [...refused.keys()].some((tag) => tag.startsWith("untyped"))
}

report("log cut at every 512 bytes", await cutLog(left, 512))
for (const how of ["zeros", "half", "noise"] as const) report(`every page, ${how}`, await damagePages(left, how))
rmSync(folder, { recursive: true })
process.exitCode = isBroken ? 1 : 0
