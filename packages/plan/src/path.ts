/**
 * The structural path of a step: where it stands in the plan, with item keys and iteration numbers where it repeats.
 *
 * Shape: names joined by `.`, repetitions in brackets. `texts[page-3].ocr` is step `ocr` for the item with key `page-3`
 * of `forEach` `texts`; `checked[2].score` is step `score` in the second iteration of loop `checked`;
 * `metadata.read` is step `read` of parallel branch `metadata`; `fields.invoice.extract` is in case `invoice` of match
 * `fields`; `decision.then.review` and `decision.otherwise.auto` are in the blocks of `when` `decision`;
 * `paid.try.charge` and `paid.catch.CardDeclined.refund` in the body and a handler of `try` `paid`;
 * `review.onDeadline.escalate` in the escalation of `human` `review`. In names and keys the characters `. [ ] \` are
 * preceded by a backslash, so no two steps share a path.
 */
export type StepPath = string

const special = /[.[\]\\]/g
const escapePart = (part: string): string => (/[.[\]\\]/.test(part) ? part.replace(special, "\\$&") : part)

/** Gives the path of a name below `parent`; the root of a workflow is `""`. */
export function childPath(parent: StepPath, name: string): StepPath {
  return parent === "" ? escapePart(name) : `${parent}.${escapePart(name)}`
}

/** Gives the path of one repetition (an item key or an iteration from 1) of the step at `path`. */
export function repeatedPath(path: StepPath, key: string | number): StepPath {
  return `${path}[${escapePart(String(key))}]`
}
