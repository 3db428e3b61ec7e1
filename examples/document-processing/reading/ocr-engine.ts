import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Pool from "effect/Pool"
import type * as Scope from "effect/Scope"
import { copyFile, mkdtemp, rm } from "node:fs/promises"
import { availableParallelism, tmpdir } from "node:os"
import { join } from "node:path"
import { createWorker, OEM } from "tesseract.js"
import type { Worker } from "tesseract.js"
import type { Line } from "../document.ts"
import { OcrFailed } from "../failures.ts"
import { packageFolder } from "../package-folder.ts"
import { linesOf } from "./lines-of.ts"

/** What the engine read: lines with their places, and the mean confidence of the words, from 0 to 1. */
export interface Recognition {
  readonly lines: ReadonlyArray<Line>
  readonly confidence: number
}

/**
 * Reads the text of pictures.
 *
 * **Details**
 *
 * `layer` keeps one Tesseract worker a core, with English and German from npm packages, so that it works offline. A
 * worker whose reading is interrupted (a timeout, a cancelled execution) is ended and replaced.
 */
export class OcrEngine extends Context.Service<
  OcrEngine,
  { readonly recognise: (image: string) => Effect.Effect<Recognition, OcrFailed> }
>()("document-processing/OcrEngine") {
  static readonly layer: Layer.Layer<OcrEngine> = Layer.effect(
    OcrEngine,
    Effect.gen(function* () {
      const langPath = yield* languageFolder
      const workers = yield* Pool.make({ acquire: worker(langPath), size: availableParallelism() })
      const recognise = (image: string): Effect.Effect<Recognition, OcrFailed> =>
        Pool.use(workers, (engine) =>
          Effect.tryPromise({
            try: () => engine.recognize(image, {}, { text: true, blocks: true }),
            catch: (cause) => new OcrFailed({ image, reason: String(cause) }),
          }).pipe(
            Effect.tapError(() => Pool.invalidate(workers, engine)),
            Effect.onInterrupt(() => Pool.invalidate(workers, engine)),
            Effect.map(({ data }) => ({ lines: linesOf(data), confidence: data.confidence / 100 })),
          ),
        )
      return OcrEngine.of({ recognise })
    }),
  )
}

const codes = ["eng", "deu"]

function worker(langPath: string): Effect.Effect<Worker, never, Scope.Scope> {
  return Effect.acquireRelease(
    Effect.promise(async () => {
      const engine = await createWorker(codes, OEM.LSTM_ONLY, { langPath, cacheMethod: "none", errorHandler })
      // The engine remarks on single words that it cannot make out; it says the same by their confidence.
      await engine.setParameters({ debug_file: "/dev/null" })
      return engine
    }),
    (engine) => Effect.promise(() => engine.terminate()),
  )
}

/** Without one, tesseract.js throws outside of any promise, and ends the process, beside rejecting the job. */
function errorHandler(): void {}

/** Tesseract looks for all languages in one folder, and each comes in a package of its own. */
const languageFolder: Effect.Effect<string, never, Scope.Scope> = Effect.acquireRelease(
  Effect.promise(async () => {
    const folder = await mkdtemp(join(tmpdir(), "languages-"))
    for (const code of codes) await copyFile(trainedData(code), join(folder, `${code}.traineddata.gz`))
    return folder
  }),
  (folder) => Effect.promise(() => rm(folder, { recursive: true, force: true })),
)

function trainedData(code: string): string {
  return join(packageFolder(`@tesseract.js-data/${code}`), "4.0.0_best_int", `${code}.traineddata.gz`)
}
