import type { AnyActivity } from "@millrace/plan"
import type { Exit } from "effect/Exit"
import type { Position } from "../../runner/position.ts"
import type { RecordedLife } from "../../runner/recorder.ts"
import type { OutcomeKind } from "./entry-kinds.ts"
import { stepFingerprint } from "./fingerprints.ts"
import { revivedExit } from "./recorded-failure.ts"
import type { RecordedFailure } from "./recorded-failure.ts"
import type { Recorded, RecordingParts } from "./recording.ts"
import { nothing } from "../values/step-values.ts"
import type { ValueCodec } from "../values/step-values.ts"

/** A step as something whose outcome is recorded: all but its path is the same for each of its lives. */
export class StepRecord implements Recorded {
  readonly path: string
  readonly at: Position
  readonly #step: RecordedLife["step"]
  readonly #outputs: RecordingParts["outputs"]

  constructor({ step, at }: Pick<RecordedLife, "step" | "at">, path: string, outputs: RecordingParts["outputs"]) {
    this.path = path
    this.at = at
    this.#step = step
    this.#outputs = outputs
  }

  get fingerprint(): string {
    return stepFingerprint(this.#step)
  }

  get completed(): OutcomeKind {
    return this.#step.isCompensation === true ? "compensated" : "step.completed"
  }

  get failed(): OutcomeKind {
    return this.#step.isCompensation === true ? "compensation.failed" : "step.failed"
  }

  /** Nobody reads what a compensation gives. */
  get codec(): ValueCodec {
    return this.#step.isCompensation === true ? nothing : this.#outputs(this.#step.activity)
  }

  get activity(): AnyActivity {
    return this.#step.activity
  }

  revive(failure: RecordedFailure): Exit<never, unknown> {
    return revivedExit(failure, this.#step.activity)
  }
}
