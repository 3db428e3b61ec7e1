import { PlanError } from "@millrace/plan"
import type { LoopExhausted, LoopNode } from "@millrace/plan"
import type { After, BlockEnd } from "../block-end.ts"
import type { BlockBuilder, Builder } from "../builder.ts"
import { checkCount, checkName } from "../check.ts"
import type { LiveMapping } from "../live-mapping.ts"
import { parseBlock } from "../parse-block.ts"
import type { BlockCallback } from "../parse-block.ts"
import type { AnyVisible, Named, ScopeOf, With, Within } from "../scope.ts"
import type { FreeName } from "../sentences.ts"

/** When a loop ends: `until` is asked after each iteration, `while` before each one. Iterations count from 1. */
export type LoopTest<State> =
  | { readonly until: (state: State, iteration: number) => boolean; readonly while?: never }
  | { readonly while: (state: State, iteration: number) => boolean; readonly until?: never }

/** What a loop's body must give: a value that fits the state, or the sentence that it does not. */
export type LoopBody<Given, State, Failure, Requirements> = [Given] extends [State]
  ? BlockEnd<Given, Failure, Requirements>
  : "the value of this loop's body does not fit its state"

/** What a loop adds to the failures of its body. */
export type LoopFailure<OnExhausted> = OnExhausted extends "continue" ? never : LoopExhausted

/** What calling `.loop` takes and gives. */
export interface LoopVerb<Mode, Seen extends AnyVisible, Failure, Requirements> {
  <
    const Name extends string,
    State,
    BodyValue,
    BodyFailure,
    BodyRequirements,
    const OnExhausted extends "fail" | "continue" = "fail",
  >(
    name: FreeName<Name, Seen["names"]>,
    spec: {
      readonly initial: (scope: ScopeOf<Seen>["values"]) => State
      readonly body: (
        b: BlockBuilder<Within<Seen, Named<"state", State> & Named<"iteration", number>>>,
      ) => LoopBody<BodyValue, State, BodyFailure, BodyRequirements>
      readonly max: number
      readonly onExhausted?: OnExhausted
    } & LoopTest<State>,
  ): Builder<
    After<Mode, State>,
    With<Seen, Name, State>,
    Failure | BodyFailure | LoopFailure<OnExhausted>,
    Requirements | BodyRequirements
  >
}

/** Makes the node of `.loop`. */
export function parseLoop(
  name: string,
  spec: {
    readonly initial: LiveMapping
    readonly body: BlockCallback
    readonly until?: LiveMapping
    readonly while?: LiveMapping
    readonly max: number
    readonly onExhausted?: "fail" | "continue"
  },
): LoopNode {
  checkName(name)
  checkCount(name, "max", spec.max)
  const predicate = spec.until ?? spec.while
  if (predicate === undefined) {
    throw new PlanError("LOOP.TEST_MISSING", `loop '${name}' has neither 'until' nor 'while'`)
  }
  return {
    kind: "loop",
    name,
    initial: spec.initial,
    body: parseBlock(spec.body),
    test: Object.freeze({ kind: spec.until === undefined ? "while" : "until", predicate }),
    max: spec.max,
    onExhausted: spec.onExhausted ?? "fail",
  }
}
