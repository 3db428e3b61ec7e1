import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Option from "effect/Option"
import { join } from "node:path"
import { expect, test } from "vitest"
import { OcrFailed } from "../failures.ts"
import { packageFolder } from "../package-folder.ts"
import { OcrEngine } from "../reading/ocr-engine.ts"

const photos = join(packageFolder("jscanify"), "docs/images/test")

test("a reading that takes too long is cut off, and its worker replaced", async () => {
  const readAll = Effect.gen(function* () {
    const engine = yield* OcrEngine
    const slow = engine.recognise(join(photos, "test6.JPG")).pipe(Effect.timeoutOption("200 millis"))
    const cutOff = yield* Effect.all([slow, slow, slow], { concurrency: "unbounded" })
    const { lines } = yield* engine.recognise(join(photos, "test2.png"))
    return { cutOff, first: lines[0]?.text }
  })
  expect(await Effect.runPromise(Effect.provide(readAll, OcrEngine.layer))).toEqual({
    cutOff: [Option.none(), Option.none(), Option.none()],
    first: "About MUO",
  })
})

test("a picture that cannot be decoded is a typed failure, and the engine goes on", async () => {
  const notAPicture = join(packageFolder("jscanify"), "package.json")
  const read = Effect.gen(function* () {
    const engine = yield* OcrEngine
    const broken = yield* Effect.exit(engine.recognise(notAPicture))
    const { lines } = yield* engine.recognise(join(photos, "test2.png"))
    return { broken, first: lines[0]?.text }
  })
  const { broken, first } = await Effect.runPromise(Effect.provide(read, OcrEngine.layer))
  expect(Exit.isFailure(broken) && Exit.findErrorOption(broken)).toMatchObject(
    Option.some({ _tag: "OcrFailed", image: notAPicture }),
  )
  expect(first).toBe("About MUO")
  expect(new OcrFailed({ image: "page.png", reason: "no picture" }).message).toBe(
    "OCR of 'page.png' failed: no picture",
  )
})
