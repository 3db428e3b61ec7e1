import type { RecordedLife } from "../../runner/recorder.ts"
import { schemaDigest } from "./schema-digest.ts"

const known = new WeakMap<RecordedLife["step"], string>()

/** Gives what a step must still be when its outcome is given again: its activity, and the schema of what that gives. */
export function stepFingerprint(step: RecordedLife["step"]): string {
  const found = known.get(step)
  if (found !== undefined) return found
  const { name, output } = step.activity
  const kind = step.isCompensation === true ? "compensation" : "step"
  const fingerprint = `${kind} ${name} ${schemaDigest(output)}`
  known.set(step, fingerprint)
  return fingerprint
}
