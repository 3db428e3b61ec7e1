import { innerBlocks } from "./inner-blocks.ts"
import { below } from "./model-place.ts"
import type { Seen } from "./model-place.ts"
import type { Simulation } from "./model-simulation.ts"
import type { Block, Message, Program, Verb } from "./program.ts"

type Take = (value: unknown) => void

/** The messages to one execution: each is checked when it comes, and kept until a step takes it. */
export class Mailbox {
  readonly #letters = new Map<string, ReadonlyArray<unknown>>()
  readonly #claims = new Map<string, ReadonlyArray<Take>>()
  readonly #children = new Map<string, Mailbox>()
  hasEnded = false

  /** Takes the messages to a path inside a child, as long as that runs. */
  adopt(path: string, child: Mailbox): void {
    this.#children.set(path, child)
  }

  /** Says what the sender of a message is told. */
  send({ path, childPath }: PlannedSignal, { fits, value }: Message): string {
    if (this.hasEnded) return "ended"
    if (childPath !== undefined) {
      const child = this.#children.get(childPath)
      if (child === undefined || child.hasEnded) return "unknown"
      return child.send(
        { path: path.slice(childPath.length + 1), childPath: undefined, messages: [] },
        { atMs: 0, fits, value },
      )
    }
    if (!fits) return "invalid"
    this.#letters.set(path, [...(this.#letters.get(path) ?? []), { value }])
    this.#deliver(path)
    return "accepted"
  }

  /** Waits for the next message to the signal at a path; gives how to stop waiting. */
  claim(path: string, take: Take): () => void {
    const planned = planPath(path)
    this.#claims.set(planned, [...(this.#claims.get(planned) ?? []), take])
    this.#deliver(planned)
    return () => {
      this.#claims.set(
        planned,
        (this.#claims.get(planned) ?? []).filter((each) => each !== take),
      )
    }
  }

  #deliver(path: string): void {
    const [letter, ...letters] = this.#letters.get(path) ?? []
    const [take, ...claims] = this.#claims.get(path) ?? []
    if (letter === undefined || take === undefined) return
    this.#letters.set(path, letters)
    this.#claims.set(path, claims)
    take(letter)
    this.#deliver(path)
  }
}

/** Sends the messages of a program's signals at their times. */
export function sendMessages(
  program: Program,
  mailbox: Mailbox,
  { simulation, seen }: { readonly simulation: Simulation; readonly seen: Seen },
): void {
  for (const signal of signalsIn(program.body, "")) {
    for (const message of signal.messages) {
      simulation.after(message.atMs, () => {
        seen.told.push(`${simulation.nowMs} ${signal.path} ${mailbox.send(signal, message)}`)
      })
    }
  }
}

/** A signal of a program, with its path in the plan, and that of the child that it is in. */
export interface PlannedSignal {
  readonly path: string
  readonly childPath: string | undefined
  readonly messages: ReadonlyArray<Message>
}

/** Finds the signals of a workflow and of its children. */
export function signalsIn(block: Block, path: string): ReadonlyArray<PlannedSignal> {
  return block.verbs.flatMap((verb) => [
    ...signalsOf(verb, path),
    ...innerBlocks(verb).flatMap(({ block: inner }, index) => signalsIn(inner, innerPath(verb, path, index))),
  ])
}

function signalsOf(verb: Verb, path: string): ReadonlyArray<PlannedSignal> {
  if (verb.kind === "signal") return [{ path: below(path, verb.name), childPath: undefined, messages: verb.messages }]
  if (verb.kind !== "child") return []
  const childPath = below(path, verb.name)
  return signalsIn(verb.program.body, "").map((signal) => ({
    ...signal,
    path: `${childPath}.${signal.path}`,
    childPath,
  }))
}

/** Gives the path in the plan of an inner block of a verb at a path. */
export function innerPath(verb: Verb, path: string, index: number): string {
  if (verb.kind === "parallel") return below(path, verb.branches[index]?.name ?? "")
  if (verb.kind === "graph") return below(path, verb.nodes[index]?.name ?? "")
  const own = below(path, verb.name)
  if (verb.kind === "race") return below(own, verb.branches[index]?.name ?? "")
  if (verb.kind === "when") return below(own, index === 0 ? "then" : "otherwise")
  if (verb.kind === "match") return below(own, verb.cases[index]?.name ?? "otherwise")
  if (verb.kind === "loop" || verb.kind === "forEach") return `${own}[]`
  if (verb.kind === "signal" || verb.kind === "human" || verb.kind === "webhook") return below(own, "onDeadline")
  if (verb.kind !== "try") return own
  const handler = verb.handlers[index - 1]?.name
  return handler === undefined ? below(own, "try") : below(below(own, "catch"), handler)
}

function planPath(path: string): string {
  return path.replaceAll(/\\.|\[(?:\\.|[^\\\]])*\]/g, (part) => (part.startsWith("[") ? "[]" : part))
}
