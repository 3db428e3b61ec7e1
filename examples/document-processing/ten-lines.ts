import { HumanTasks } from "@millrace/runtime"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { tmpdir } from "node:os"
import { processDocument } from "./document.runner.ts"
import { OcrEngine } from "./reading/ocr-engine.ts"

const reviewer = Layer.succeed(HumanTasks, { ask: () => Effect.succeed({ approved: false, by: "ten lines" }) })
const runner = processDocument.provide(Layer.merge(OcrEngine.layer, reviewer))
const result = await runner.run({ path: process.argv[2] ?? "", workFolder: tmpdir() })
console.log(`${result.metadata.name}: ${result.kind.label}, decided by ${result.decision.by}`, result.fields)
