import type { Local } from "../3-lower/local.ts"
import { localsRead } from "../3-lower/locals-read.ts"
import type { ResultType, RunnerDefinition, RunnerModule } from "../3-lower/runner-module.ts"
import { keptLocals } from "./kept-locals.ts"
import type { PassFacts } from "./passes.ts"
import { releaseInBody } from "./release-in-body.ts"
import { valueSizes } from "./value-sizes.ts"
import type { IsSmallResult } from "./value-sizes.ts"

/**
 * Lets values go behind their last reader, where the body still waits for something: `pages = released`.
 *
 * **Details**
 *
 * A generator that waits keeps all its variables; of the unread ones the engine lets go only when it has compiled the
 * generator for speed. What needs no room is left alone: a number, a truth value, a text of a union. Syntax tells most of
 * it; of the results of activities the type checker is asked, once a module, and only of values that could go.
 */
export function releaseValues(module: RunnerModule, { areSmall }: PassFacts): RunnerModule {
  const candidates = module.runners.map(findCandidates)
  const asked = new Set<string>()
  for (const { smallOnes } of candidates) smallOnes((definition) => asked.add(definition).has(definition))
  const results = module.definitions.flatMap(({ name, result }): ReadonlyArray<readonly [string, ResultType]> => {
    return result === undefined || !asked.has(name) ? [] : [[name, result]]
  })
  const answers = results.length === 0 ? [] : areSmall(results.map(([, type]) => type))
  const small = new Set(results.flatMap(([name], index) => (answers[index] === true ? [name] : [])))
  return {
    ...module,
    runners: candidates.map((each) =>
      release(
        each,
        each.smallOnes((name) => small.has(name)),
      ),
    ),
  }
}

/** A runner with what must not be let go in it, and a way to find those that could but need no room. */
interface Candidates {
  readonly runner: RunnerDefinition
  readonly kept: ReadonlySet<Local>
  readonly smallOnes: (isSmallResult: IsSmallResult) => ReadonlyArray<Local>
}

function findCandidates(runner: RunnerDefinition): Candidates {
  const kept = keptLocals(runner.body)
  const isSmall = valueSizes(runner)
  const { body } = release({ runner, kept }, [])
  const released = [...localsRead(body).released]
  return { runner, kept, smallOnes: (isSmallResult) => released.filter((local) => isSmall(local, isSmallResult)) }
}

function release(
  { runner, kept }: Pick<Candidates, "kept" | "runner">,
  smallOnes: ReadonlyArray<Local>,
): RunnerDefinition {
  const around = { kept: new Set([...kept, ...smallOnes]), mayGo: new Map(), waitsBehind: false }
  return { ...runner, body: releaseInBody(runner.body, around).code }
}
