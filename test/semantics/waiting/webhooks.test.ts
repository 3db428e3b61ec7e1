import { flow } from "@millrace/dsl"
import { DeadlineExceeded, Webhooks } from "@millrace/runtime"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"
import { announces } from "../activities.ts"
import { bothOf } from "../running/both.ts"
import { eventLine } from "../running/meaning.ts"

const Approval = Schema.Struct({ approved: Schema.Boolean })

export const waiting = flow("waiting")
  .webhook("called", {
    payload: Approval,
    announce: announces,
    verify: ({ headers }) => headers["x-key"] === "secret",
    deadline: "1 minute",
  })
  .returns(({ called }) => called.approved)

export const escalating = flow("escalating")
  .webhook("called", {
    payload: Approval,
    announce: announces,
    deadline: "1 minute",
    onDeadline: (d) => d.let("late", () => ({ approved: false })),
  })
  .returns(({ called }) => called.approved)

const both = await bothOf(waiting, import.meta.filename)
const bothEscalating = await bothOf(escalating, import.meta.filename)
const baseUrl = "https://example.org/hooks"

/** Waits for the URL, whose signature takes real time. */
async function urlIn(mail: ReadonlyArray<string>): Promise<string> {
  while (mail[0] === undefined) await new Promise((resolve) => setTimeout(resolve, 1))
  return mail[0]
}

function call(url: string, body: string, key = "secret"): Request {
  return new Request(url, { method: "POST", body, headers: { "x-key": key } })
}

it("takes one genuine call that fits, and none after it", async () => {
  const found = await both(async (runner, { time, mail }) => {
    const hooks = Webhooks.inMemory({ baseUrl })
    const execution = runner.provide(hooks.layer).provide(time.layer).start()
    const url = await urlIn(mail)
    const refused = await hooks.handle(call(url, '{"approved":true}', "guess"))
    const invalid = await hooks.handle(call(url, '{"approved":"yes"}'))
    const accepted = await hooks.handle(call(url, '{"approved":true}'))
    const again = await hooks.handle(call(url, '{"approved":false}'))
    const bodies = await Promise.all([invalid.json(), again.json()])
    return {
      statuses: [refused, invalid, accepted, again].map(({ status }) => status),
      bodies,
      exit: await execution.exit(),
    }
  })
  expect(found).toEqual({
    statuses: [401, 422, 200, 409],
    bodies: [
      { error: "invalid", issues: [{ path: ["approved"], message: 'expected boolean, found "yes"' }] },
      { error: "already-used", first: { status: 200 } },
    ],
    exit: Exit.succeed(true),
  })
})

it("tells what happens in order: the announcement is a step of its own", async () => {
  const events = await both(async (runner, { time, mail }) => {
    const lines: Array<string> = []
    const hooks = Webhooks.inMemory({ baseUrl })
    const execution = runner
      .provide(hooks.layer)
      .provide(time.layer)
      .start(undefined, {
        executionId: "execution",
        onEvent: (event) => void lines.push(eventLine(event).replace(/ durationMs=\S+/, "")),
      })
    await hooks.handle(call(await urlIn(mail), '{"approved":true}'))
    await execution.exit()
    return lines
  })
  expect(events).toEqual([
    "execution.started",
    'step.started called.announce attempt=1 activity="announces"',
    "step.completed called.announce attempt=1",
    "step.waiting called attempt=1",
    "step.completed called attempt=1",
    "execution.completed",
  ])
})

it("knows no forged token", async () => {
  const statuses = await both(async (runner, { time, mail }) => {
    const hooks = Webhooks.inMemory({ baseUrl })
    const others = Webhooks.inMemory({ baseUrl })
    const execution = runner.provide(hooks.layer).provide(time.layer).start()
    const url = await urlIn(mail)
    const [claims = "", signature = ""] = url.slice(baseUrl.length + 1).split(".")
    const forged = Buffer.from(Buffer.from(claims, "base64url").toString().replace('"called"', '"Called"')).toString(
      "base64url",
    )
    const calls = [
      hooks.handle(call(`${baseUrl}/${forged}.${signature}`, '{"approved":true}')),
      hooks.handle(call(`${baseUrl}/${claims}.`, '{"approved":true}')),
      hooks.handle(call(`${baseUrl}/${claims}.${signature.slice(1)}`, '{"approved":true}')),
      others.handle(call(url, '{"approved":true}')),
    ]
    const answers = await Promise.all(calls)
    await execution.cancel()
    return answers.map(({ status }) => status)
  })
  expect(statuses).toEqual([404, 404, 404, 404])
})

it("fails at its deadline, and tells later callers that it has expired", async () => {
  const found = await both(async (runner, { time, mail }) => {
    const hooks = Webhooks.inMemory({ baseUrl })
    const execution = runner.provide(hooks.layer).provide(time.layer).start()
    const url = await urlIn(mail)
    await time.goTo(60_000)
    const { status } = await hooks.handle(call(url, '{"approved":true}'))
    return { exit: await execution.exit(), status }
  })
  expect(found).toEqual({ exit: Exit.fail(new DeadlineExceeded({ path: "called", deadlineMs: 60_000 })), status: 410 })
})

it("goes another way at its deadline", async () => {
  const exit = await bothEscalating(async (runner, { time, mail }) => {
    const execution = runner.provide(Webhooks.inMemory({ baseUrl }).layer).provide(time.layer).start()
    await urlIn(mail)
    await time.goTo(60_000)
    return execution.exit()
  })
  expect(exit).toEqual(Exit.succeed(false))
})

it("takes no call after its execution was cancelled", async () => {
  const status = await both(async (runner, { time, mail }) => {
    const hooks = Webhooks.inMemory({ baseUrl })
    const execution = runner.provide(hooks.layer).provide(time.layer).start()
    const url = await urlIn(mail)
    await execution.cancel()
    return (await hooks.handle(call(url, '{"approved":true}'))).status
  })
  expect(status).toBe(410)
})
