import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { ExecutionEvent } from "../events/event.ts"
import { endingOf } from "../events/failure-facts.ts"
import { ExecutionCancelled } from "../failures/execution-cancelled.ts"
import { begin } from "./begin.ts"
import type { Program } from "./begin.ts"
import type { BlockBody, FailureOf, RequirementsOf, ValueOf } from "./block.ts"
import type { AnyDefinition, BodyInput, CallerInput, RunnerDefinition, WorkflowOptionFailure } from "./definition.ts"
import { ExecutionFacts } from "./execution.ts"
import { attachCleanupFailures, cleanupFailures } from "../failures/cleanup-failures.ts"
import type { Timeout } from "../policies/workflow-time-limit.ts"
import type { InputSchema } from "../schemas/schema-check.ts"
import { NoSignals } from "../signals/no-signals.ts"
import type { StartedExecution } from "./started-execution.ts"
import type { ChildOptions, EffectOptions, PlanFacts, Runner, RunOptions } from "./runner-type.ts"
import type { AnyLayer } from "./provide-layer.ts"
import { BlockWait, inCharge } from "./block-wait.ts"
import { runBlock } from "./run-block.ts"
import { noteProgram } from "./programs.ts"
import { streamEvents } from "./stream.ts"
import { isExit } from "./ready.ts"

/**
 * Makes the runner of a workflow from its body.
 *
 * **Example**
 *
 * ```ts
 * export const greet: RunnerOf<typeof flows.greet> = runner({
 *   plan: { name: "greet", digest: "0123456789abcdef", steps: [] },
 *   input: decodeWith(Person),
 *   *body(at, { input }) {
 *     return yield* helloStep(at, { name: input.name })
 *   },
 * })
 * ```
 *
 * @since 0.1.0
 */
export function runner<
  Body extends BlockBody,
  const Input extends InputSchema | undefined = undefined,
  Vars = undefined,
  const Limit extends Timeout | undefined = undefined,
>(
  definition: Omit<RunnerDefinition<BodyInput<Input>, Vars, Body>, "input" | "timeout"> & {
    readonly input?: Input
    readonly timeout?: Limit
  },
): Runner<
  CallerInput<NoInfer<Input>>,
  ValueOf<Body>,
  FailureOf<Body> | WorkflowOptionFailure<NoInfer<Input>, NoInfer<Limit>>,
  RequirementsOf<Body>
>
export function runner(definition: AnyDefinition): unknown {
  return untypedRunner(definition)
}

/** The same for a definition whose types are not known here. */
export function untypedRunner(definition: AnyDefinition): UntypedRunner {
  return makeRunner({ definition: endingInExit(definition), layers: [] })
}

/** A generator comes to effect's own exit; of a body that gives an Effect itself this is made sure of here. */
function endingInExit(definition: AnyDefinition): AnyDefinition {
  if (Object.prototype.toString.call(definition.body) === "[object GeneratorFunction]") return definition
  return {
    ...definition,
    body: (at, scope) => {
      const begun = definition.body(at, scope)
      return Effect.isEffect(begun) ? Effect.flatMap(inCharge(begun), Exit.succeed) : begun
    },
  }
}

/** The methods of a runner before types say which of them can be called. */
interface UntypedRunner {
  readonly kind: "runner"
  readonly plan: PlanFacts
  readonly run: (input: unknown, options?: RunOptions) => Promise<unknown>
  readonly runExit: (input: unknown, options?: RunOptions) => Promise<Exit.Exit<unknown, unknown>>
  readonly start: (input: unknown, options?: RunOptions) => StartedExecution<unknown, unknown>
  readonly stream: (input: unknown, options?: RunOptions) => AsyncIterable<ExecutionEvent, void, void>
  readonly effect: (input: unknown, options?: EffectOptions) => Effect.Effect<unknown, unknown, unknown>
  readonly provide: (layer: AnyLayer) => UntypedRunner
}

function makeRunner(program: Program): UntypedRunner {
  const { plan, signals } = program.definition
  const start = (input: unknown, options: RunOptions = {}): Started => {
    const facts = new ExecutionFacts(plan, options.executionId)
    const cancelled = options.signal?.aborted === true
    const effect = begin(program, { facts, input, options, cancelled })
    return { facts, exit: exitOf(effect, options.signal) }
  }
  const made = Object.freeze<UntypedRunner>({
    kind: "runner",
    plan,
    run: (input, options) => {
      const { facts, exit } = start(input, options)
      return exit instanceof Promise ? exit.then((ended) => valueOf(ended, facts)) : valueOf(exit, facts)
    },
    runExit: async (input, options) => start(input, options).exit,
    start: (input, options) => startExecution(program, input, options),
    stream: (input, options) => streamEvents(async (watched) => start(input, watched).exit, options),
    effect: (input, options: ChildOptions = {}) =>
      Effect.suspend(() => {
        const facts = new ExecutionFacts(plan, options.executionId)
        const { adopt, recorder } = options
        if (adopt === undefined) return begin(program, { facts, input, options, cancelled: false, recorder })
        const mailbox = signals?.(facts, plan.steps)
        const messages = mailbox ?? new NoSignals(facts)
        adopt(messages)
        return Effect.onExit(begin(program, { facts, input, options, cancelled: false, mailbox, recorder }), () => {
          messages.end()
          return Effect.void
        })
      }),
    provide: (layer) => makeRunner({ ...program, layers: [...program.layers, layer] }),
  })
  noteProgram(made, program)
  return made
}

/** An execution that has begun, and may have ended. */
interface Started {
  readonly facts: ExecutionFacts
  readonly exit: Exit.Exit<unknown, unknown> | Promise<Exit.Exit<unknown, unknown>>
}

function startExecution(
  program: Program,
  input: unknown,
  options: RunOptions = {},
): StartedExecution<unknown, unknown> {
  const { plan, signals } = program.definition
  const facts = new ExecutionFacts(plan, options.executionId)
  const mailbox = signals?.(facts, plan.steps)
  const messages = mailbox ?? new NoSignals(facts)
  const cancelling = new AbortController()
  const signal = options.signal === undefined ? cancelling.signal : AbortSignal.any([options.signal, cancelling.signal])
  const effect = begin(program, { facts, input, options, cancelled: signal.aborted, mailbox })
  const exit = Promise.resolve(exitOf(effect, signal)).then((ended) => {
    messages.end()
    return ended
  })
  return Object.freeze<StartedExecution<unknown, unknown>>({
    id: facts.id,
    result: () => exit.then((ended) => valueOf(ended, facts)),
    exit: () => exit,
    cancel: async () => {
      cancelling.abort()
      await exit
    },
    signal: (name, payload) => messages.send(name, payload),
  })
}

function exitOf(effect: Effect.Effect<unknown, unknown, unknown>, signal: AbortSignal | undefined): Started["exit"] {
  if (isExit(effect)) return effect
  if (effect instanceof BlockWait) return runBlock(effect, signal)
  // The type of a runner with requirements has no method that leads here.
  const ready = effect as Effect.Effect<unknown, unknown>
  const fiber = Effect.runFork(ready, signal === undefined ? undefined : { signal })
  return fiber.pollUnsafe() ?? new Promise((resolve) => fiber.addObserver(resolve))
}

function valueOf(exit: Exit.Exit<unknown, unknown>, facts: ExecutionFacts): Promise<unknown> {
  if (exit._tag === "Success") return Promise.resolve(exit.value)
  const ending = endingOf(exit.cause)
  if (ending.kind === "failed") return Promise.reject(ending.error)
  const cancelled = new ExecutionCancelled({ workflow: facts.workflow, execution: facts.id })
  attachCleanupFailures(cancelled, cleanupFailures(facts))
  return Promise.reject(cancelled)
}
