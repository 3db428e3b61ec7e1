import { gzipSync } from "node:zlib"
import { fileURLToPath } from "node:url"
import { rolldown } from "rolldown"
import { builtFile } from "../built.ts"

/** A program as it is shipped: one minified file. */
export interface Bundle {
  readonly code: string
  readonly bytes: number
  readonly gzipBytes: number
}

/** Bundles a program of this folder with the packages' built output. */
export async function bundle(program: string): Promise<Bundle> {
  const build = await rolldown({
    input: fileURLToPath(new URL(`../programs/${program}.ts`, import.meta.url)),
    platform: "node",
    plugins: [
      {
        name: "built-packages",
        resolveId: (specifier) => {
          const file = builtFile(specifier)
          return file === undefined ? undefined : fileURLToPath(file)
        },
      },
    ],
  })
  const { output } = await build.generate({ format: "esm", minify: true, codeSplitting: false })
  await build.close()
  const [{ code }] = output
  return { code, bytes: Buffer.byteLength(code), gzipBytes: gzipSync(code, { level: 9 }).length }
}
