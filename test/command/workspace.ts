import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { runCommand } from "@millrace/codegen"

/** What a command wrote, and its exit code. */
export interface CommandResult {
  readonly code: number
  readonly out: ReadonlyArray<string>
  readonly error: ReadonlyArray<string>
}

/** A command that goes on until it is stopped. */
export interface RunningCommand extends AsyncDisposable {
  /** Waits until it has written something that matches, and gives all that it wrote since this was asked last. */
  readonly until: (pattern: RegExp) => Promise<string>
  /** Interrupts it and gives its exit code. */
  readonly stop: () => Promise<number>
}

/** A folder of its own in which the workspace's packages can be imported. */
export interface Workspace extends Disposable {
  readonly folder: string
  readonly write: (file: string, content: string) => void
  readonly read: (file: string) => string
  readonly run: (...given: ReadonlyArray<string>) => Promise<CommandResult>
  readonly start: (...given: ReadonlyArray<string>) => RunningCommand
}

/** A project of its own, so that the checker reads nothing but the folder. */
const tsconfig = JSON.stringify({
  compilerOptions: {
    strict: true,
    target: "es2023",
    module: "nodenext",
    allowImportingTsExtensions: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
  },
  include: ["."],
})

/** Makes a folder with these files; it is removed when it is disposed of. */
export function makeWorkspace(files: Readonly<Record<string, string>>): Workspace {
  const parent = fileURLToPath(new URL("../.millrace/", import.meta.url))
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(`${parent}command-`)
  const write = (file: string, content: string): void => {
    mkdirSync(dirname(`${folder}/${file}`), { recursive: true })
    writeFileSync(`${folder}/${file}`, content)
  }
  for (const [file, content] of Object.entries({ "tsconfig.json": tsconfig, ...files })) write(file, content)
  return {
    folder,
    write,
    read: (file) => readFileSync(`${folder}/${file}`, "utf8"),
    run: async (...given) => {
      const out: Array<string> = []
      const error: Array<string> = []
      const code = await runCommand(given, {
        folder,
        out: (line) => out.push(line),
        error: (line) => error.push(line),
        hasColors: false,
      })
      return { code, out, error }
    },
    start: (...given) => startCommand(folder, given),
    [Symbol.dispose]: () => rmSync(folder, { recursive: true }),
  }
}

function startCommand(folder: string, given: ReadonlyArray<string>): RunningCommand {
  const controller = new AbortController()
  let written = ""
  let wake = (): void => undefined
  const write = (line: string): void => {
    written += `${line}\n`
    wake()
  }
  const context = { folder, out: write, error: write, hasColors: false, abortSignal: controller.signal }
  const ended = runCommand(given, context)
  const stop = (): Promise<number> => {
    controller.abort()
    return ended
  }
  return {
    until: async (pattern) => {
      while (!pattern.test(written)) {
        await new Promise<void>((settle) => {
          wake = settle
        })
      }
      const since = written
      written = ""
      return since
    },
    stop,
    [Symbol.asyncDispose]: async () => void (await stop()),
  }
}

/** A flow that greets, with its activity. */
export const greeting = {
  "activities.ts": `import { activity } from "@millrace/dsl"

export const greet = activity("greet", ({ name }: { readonly name: string }) => \`Hello, \${name}\`)
`,
  "greeting.flow.ts": `import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { greet } from "./activities.ts"

export const greeting = flow("greeting-flow", { input: Schema.Struct({ name: Schema.String }) })
  .step("text", greet, ({ input }) => ({ name: input.name }))
  .returns(({ text }) => ({ text }))
`,
} as const
