import { resource } from "@millrace/plan"
import { cleanupFailures, ReleaseFailed } from "@millrace/runtime"
import { activity, step, use } from "@millrace/runtime/runner"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { describe, expect, it } from "vitest"
import { workflow } from "./watched.ts"

function recorded(told: Array<string>, name: string) {
  return resource(name, {
    acquire: async () => {
      told.push(`acquire ${name}`)
      return name
    },
    release: (value) =>
      Effect.sync(() => {
        told.push(`release ${value}`)
      }),
  })
}

const waits = step(
  "waits",
  activity("waits", () => Effect.never),
)

describe("use", () => {
  it("releases nested resources in reverse order, and gives the body's value", async () => {
    const told: Array<string> = []
    const value = await workflow((at) =>
      use(at, "outer", recorded(told, "a"), (at, a) =>
        use(at, "inner", recorded(told, "b"), (_at, b) => Effect.succeed(a + b)),
      ),
    ).run()
    expect([value, told]).toEqual(["ab", ["acquire a", "acquire b", "release b", "release a"]])
  })

  it("releases when the execution is cancelled, and waits for it", async () => {
    const told: Array<string> = []
    const used = workflow((at) => use(at, "used", recorded(told, "a"), (at) => waits(at, undefined)))
    const fiber = Effect.runFork(used.effect())
    await new Promise((resolve) => setTimeout(resolve, 5))
    await Effect.runPromise(Fiber.interrupt(fiber))
    expect(told).toEqual(["acquire a", "release a"])
  })

  it("releases what arrives after the execution was cancelled", async () => {
    const told: Array<string> = []
    const late = resource("late", {
      acquire: ({ abortSignal }) =>
        new Promise<string>((resolve) => abortSignal.addEventListener("abort", () => resolve("late"))),
      release: (value) => {
        told.push(`release ${value}`)
      },
    })
    const fiber = Effect.runFork(workflow((at) => use(at, "used", late, (at) => waits(at, undefined))).effect())
    await new Promise((resolve) => setTimeout(resolve, 5))
    await Effect.runPromise(Fiber.interrupt(fiber))
    expect(told).toEqual(["release late"])
  })

  it("makes what acquire throws a defect, and attaches what release throws to the body's failure", async () => {
    const broken = resource("broken", {
      acquire: (): string => {
        throw new Error("acquire")
      },
      release: () => undefined,
    })
    const leaks = resource("leaks", {
      acquire: () => 1,
      release: () => {
        throw new Error("release")
      },
    })
    expect(await workflow((at) => use(at, "used", broken, () => Effect.succeed(1))).runExit()).toEqual(
      Exit.die(new Error("acquire")),
    )
    const left = new ReleaseFailed({ path: "used", resource: "leaks", problem: "release", cause: new Error("release") })
    const body = new RangeError("body")
    expect(await workflow((at) => use(at, "used", leaks, () => Effect.fail(body))).runExit()).toEqual(Exit.fail(body))
    expect(cleanupFailures(body)).toEqual([left])
    expect(await workflow((at) => use(at, "used", leaks, () => Effect.succeed(1))).runExit()).toEqual(Exit.die(left))
  })
})
