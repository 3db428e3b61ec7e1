import { activity, flow } from "@millrace/dsl"
import { interpret } from "@millrace/runtime"
import { Engine } from "@millrace/runtime/durable"
import { memoryStore } from "@millrace/runtime/journal"
import * as Schema from "effect/Schema"
import { expect, it } from "vitest"

const announced: Array<string> = []
const announces = activity("announces", ({ url }: { readonly url: string }) => {
  announced.push(url)
})
/** What an activity gives that reads somebody's JSON. */
const reads = activity("reads", async (text: string): Promise<unknown> => JSON.parse(text))
const gives = activity("gives", async (value: unknown) => value)

/** Takes JSON in every way there is, and gives back what it got. */
const takes = interpret(
  flow("takes", { input: Schema.Unknown })
    .step("given", gives, ({ input }) => input)
    .signal("told", { payload: Schema.Unknown })
    .human("review", { form: Schema.Unknown })
    .webhook("called", { payload: Schema.Unknown, announce: announces })
    .returns(({ input, given, told, review, called }) => [input, given, told, review, called]),
)
const parses = interpret(
  flow("parses", { input: Schema.String })
    .step("read", reads, ({ input }) => input)
    .returns(({ read }) => read),
)

const deepest = 8

/** JSON that has something at a depth, in objects and in lists. */
function nested(inside: string, depth: number): string {
  return Array.from({ length: depth }).reduce<string>(
    (text, _, level) => (level % 2 === 0 ? `{"a":${text},"b":1}` : `[0,${text}]`),
    inside,
  )
}

const poisons = ['{"__proto__":{"polluted":"yes"}}', '{"\\u005f_proto__":{"polluted":"yes"}}']
const odd = [
  '{"constructor":{"prototype":{"polluted":"yes"}}}',
  '{"prototype":{"polluted":"yes"}}',
  '{"constructor":"yes","hasOwnProperty":"yes","toString":"yes"}',
]

/** Everything that all objects inherit, with what it is. */
function prototypes(): ReadonlyArray<unknown> {
  return [Object, Array, Function, String, Number, Promise, Map, Error].flatMap((each) =>
    Reflect.ownKeys(each.prototype).map((key) => [
      each.name,
      key,
      Object.getOwnPropertyDescriptor(each.prototype, key),
    ]),
  )
}

const open = (): Promise<Engine> =>
  Engine.open({
    journal: memoryStore().open(),
    runners: [takes, parses],
    webhookUrl: "https://shop.example/hooks",
    onError: () => undefined,
  })

async function taskOf(engine: Engine): Promise<string> {
  for (;;) {
    const [task] = await engine.tasks()
    if (task !== undefined) return task.token
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

function call(body: string): Request {
  return new Request(announced.at(-1) ?? "", { method: "POST", body })
}

it("keeps and gives back odd names as the plain data they are, at every depth", async () => {
  const before = prototypes()
  await using engine = await open()
  for (const text of odd.flatMap((each) => Array.from({ length: deepest }, (_, depth) => nested(each, depth)))) {
    const value: unknown = JSON.parse(text)
    announced.length = 0
    const { id, result } = await engine.start(takes, value)
    await engine.signal(id, "told", value)
    await engine.complete(await taskOf(engine), value)
    while (announced.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
    expect((await engine.handleWebhook(call(text))).status).toBe(200)
    expect(JSON.stringify(await result())).toBe(`[${Array.from({ length: 5 }, () => text).join(",")}]`)
    expect(await (await engine.start(parses, text)).result()).toEqual(value)
  }
  expect(prototypes()).toEqual(before)
})

it("refuses '__proto__' wherever it comes from, at every depth", async () => {
  const before = prototypes()
  await using engine = await open()
  announced.length = 0
  const { id, result } = await engine.start(takes, 1)
  const refused = { _tag: "PayloadNotPlain", kind: "an object with a property '__proto__'" }
  for (const text of poisons.flatMap((each) => Array.from({ length: deepest }, (_, depth) => nested(each, depth)))) {
    const value: unknown = JSON.parse(text)
    await expect(engine.start(takes, value)).rejects.toMatchObject(refused)
    await expect(engine.signal(id, "told", value)).rejects.toMatchObject(refused)
    const parsed = await engine.start(parses, text)
    await expect(parsed.result()).rejects.toMatchObject(refused)
  }
  await engine.signal(id, "told", 2)
  const token = await taskOf(engine)
  for (const text of poisons) await expect(engine.complete(token, JSON.parse(text))).rejects.toMatchObject(refused)
  await engine.complete(token, 3)
  while (announced.length === 0) await new Promise((resolve) => setTimeout(resolve, 1))
  for (const text of poisons) expect((await engine.handleWebhook(call(nested(text, 3)))).status).toBe(422)
  expect((await engine.handleWebhook(call("4"))).status).toBe(200)
  expect(await result()).toEqual([1, 1, 2, 3, 4])
  expect(prototypes()).toEqual(before)
  expect(({} as { readonly polluted?: unknown }).polluted).toBe(undefined)
})
