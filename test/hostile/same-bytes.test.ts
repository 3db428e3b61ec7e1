import { execFile } from "node:child_process"
import { tmpdir } from "node:os"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { expect, test } from "vitest"

const program = fileURLToPath(new URL("print-runners.ts", import.meta.url))
const here = fileURLToPath(new URL(".", import.meta.url))
const seeds = Array.from({ length: 12 }, (_, index) => String(index))

test("runners are the same to the byte in another order, time zone, language and directory", async () => {
  const one = await digestsIn(seeds, here, { TZ: "UTC", LANG: "C", LC_ALL: "C" })
  const other = await digestsIn(seeds.toReversed(), tmpdir(), {
    TZ: "Pacific/Chatham",
    LANG: "tr_TR.UTF-8",
    LC_ALL: "tr_TR.UTF-8",
  })
  expect(Object.keys(one)).toEqual(seeds)
  expect(new Set(Object.values(one)).size).toBe(seeds.length)
  expect(other).toEqual(one)
})

async function digestsIn(
  order: ReadonlyArray<string>,
  cwd: string,
  language: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...order], {
    cwd,
    env: { ...process.env, ...language },
  })
  return JSON.parse(stdout)
}
