import { spawn } from "node:child_process"
import { expect, test } from "vitest"
import { millrace } from "./run-millrace.ts"
import { greeting, makeWorkspace } from "./workspace.ts"

interface Dev extends AsyncDisposable {
  readonly until: (text: string) => Promise<void>
  readonly stop: () => Promise<number | null>
}

/** `millrace dev` as a process of its own, for the runs of its children go to the same terminal. */
function startDev(folder: string, ...given: ReadonlyArray<string>): Dev {
  const child = spawn(process.execPath, [millrace, "dev", ...given], { cwd: folder, stdio: "pipe" })
  let written = ""
  let wake = (): void => undefined
  const write = (chunk: Buffer): void => {
    written += chunk.toString()
    wake()
  }
  child.stdout.on("data", write)
  child.stderr.on("data", write)
  const ended = new Promise<number | null>((settle) => child.on("exit", settle))
  const stop = (): Promise<number | null> => {
    child.kill("SIGINT")
    return ended
  }
  return {
    until: async (text) => {
      while (!written.includes(text)) {
        await new Promise<void>((settle) => {
          wake = settle
        })
      }
      written = written.slice(written.indexOf(text) + text.length)
    },
    stop,
    [Symbol.asyncDispose]: async () => {
      child.kill("SIGKILL")
      await ended
    },
  }
}

test("'millrace dev' runs a flow again when it, a module it imports, or its input changes", async () => {
  using workspace = makeWorkspace({ ...greeting, "input.json": '{ "name": "Ada" }' })
  await using dev = startDev(workspace.folder, "greeting.flow.ts", "--input", "input.json")
  await dev.until("Hello, Ada")
  workspace.write("input.json", '{ "name": "Grace" }')
  await dev.until("Hello, Grace")
  workspace.write("activities.ts", greeting["activities.ts"].replace("Hello", "Welcome"))
  await dev.until("Welcome, Grace")
  workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace("input.name", "input.nam"))
  await dev.until("TYPE.TS2551")
  workspace.write("greeting.flow.ts", greeting["greeting.flow.ts"].replace("({ text })", '({ text: text + "!" })'))
  await dev.until("1 refused")
  workspace.write(
    "greeting.flow.ts",
    greeting["greeting.flow.ts"].replace("=> ({ text })", '=> ({ text: text + "!" })'),
  )
  await dev.until("Welcome, Grace!")
  expect(await dev.stop()).toBe(130)
})

const waiting = `import { activity } from "@millrace/dsl"

export const greet = activity("greet", async ({ name }: { readonly name: string }, { abortSignal }) => {
  const alive = setInterval(() => undefined, 1_000)
  console.log("waiting for", name)
  await new Promise((_, fail) => abortSignal.addEventListener("abort", () => fail(abortSignal.reason)))
    .finally(() => {
      clearInterval(alive)
      console.log("cleaned up after", name)
    })
  return name
})
`

test("'millrace dev' cancels the run in progress, and waits for its cleanup", async () => {
  using workspace = makeWorkspace({ ...greeting, "activities.ts": waiting, "input.json": '{ "name": "Ada" }' })
  await using dev = startDev(workspace.folder, "greeting.flow.ts", "--input", "input.json")
  await dev.until("waiting for Ada")
  workspace.write("input.json", '{ "name": "Grace" }')
  await dev.until("cleaned up after Ada")
  await dev.until("waiting for Grace")
  const stopped = dev.stop()
  await dev.until("cleaned up after Grace")
  expect(await stopped).toBe(130)
})
