import { makeChance, pick } from "../../equivalence/chance.ts"
import { forge, ways } from "./forge.ts"
import type { Loot, Way } from "./forge.ts"
import { answer, baseUrl } from "./waiting.ts"
import type { Waiting } from "./waiting.ts"

/** What became of forgeries. */
export interface Attack {
  readonly tried: Map<Way, number>
  /** How each was refused. */
  readonly refused: Map<string, number>
  /** Those that were not. */
  readonly accepted: Array<{ readonly way: Way; readonly token: string; readonly by: string }>
}

/** Tries so many forged tokens, half of them on tasks and half on webhooks. */
export async function attack(
  waiting: Waiting,
  foreign: Waiting,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<Attack> {
  const chance = makeChance(seed)
  const { engine, key, tasks, webhooks } = waiting
  const ofTasks: Loot = { wanted: tasks, crossed: webhooks, foreign: foreign.tasks, key }
  const ofWebhooks: Loot = { wanted: webhooks, crossed: tasks, foreign: foreign.webhooks, key }
  const found: Attack = { tried: new Map(), refused: new Map(), accepted: [] }
  const atOnce = 200
  const one = async (number: number): Promise<void> => {
    const way = pick(chance, ways)
    const isTask = number % 2 === 0
    const token = await forge(way, chance, isTask ? ofTasks : ofWebhooks)
    const refusal = await (isTask ? refusalOfTask(engine, token) : refusalOfCall(engine, token))
    found.tried.set(way, (found.tried.get(way) ?? 0) + 1)
    if (refusal === undefined) found.accepted.push({ way, token, by: isTask ? "a task" : "a webhook" })
    else found.refused.set(refusal, (found.refused.get(refusal) ?? 0) + 1)
  }
  for (let first = 0; first < count; first += atOnce) {
    await Promise.all(Array.from({ length: Math.min(atOnce, count - first) }, (_, index) => one(first + index)))
  }
  return found
}

async function refusalOfTask(engine: Waiting["engine"], token: string): Promise<string | undefined> {
  try {
    await engine.complete(token, answer)
    return undefined
  } catch (error) {
    // Any other failure would tell a forger more than that.
    if (error instanceof Error && "_tag" in error && error._tag === "TokenRefused") return error.message
    throw error
  }
}

async function refusalOfCall(engine: Waiting["engine"], token: string): Promise<string | undefined> {
  const call = new Request(`${baseUrl}/${token}`, { method: "POST", body: JSON.stringify(answer) })
  const { status } = await engine.handleWebhook(call)
  return status === 404 || status === 410 ? String(status) : undefined
}

/** Answers everything with the good tokens, twice, and gives what each came to. */
export async function answerAll({ engine, tasks, webhooks }: Waiting): Promise<ReadonlyArray<string>> {
  const outcomes: Array<string> = []
  for (const token of tasks) {
    await engine.complete(token, answer)
    // The same again changes nothing, and another one is refused.
    await engine.complete(token, answer)
    outcomes.push(
      await engine.complete(token, { approved: false }).then(
        () => "accepted again",
        (error: unknown) => (error instanceof Error ? error.name : String(error)),
      ),
    )
  }
  for (const token of webhooks) {
    const post = (): Request => new Request(`${baseUrl}/${token}`, { method: "POST", body: JSON.stringify(answer) })
    outcomes.push(`${(await engine.handleWebhook(post())).status} ${(await engine.handleWebhook(post())).status}`)
  }
  return outcomes
}
