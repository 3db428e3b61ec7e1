import { readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const source = fileURLToPath(new URL("../src/", import.meta.url))

/** Gives every module that a module needs at run time, itself included; those of packages by their specifier. */
function importsOf(entry: string): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (file: string): void => {
    if (found.has(relative(source, file))) return
    found.add(relative(source, file))
    for (const [, specifier = ""] of readFileSync(file, "utf8").matchAll(
      /^(?:import|export) (?!type ).*from "(.+)"$/gm,
    )) {
      if (specifier.startsWith(".")) visit(join(dirname(file), specifier))
      else found.add(specifier)
    }
  }
  visit(join(source, entry))
  return found
}

describe("what an emitted runner loads", () => {
  const imports = importsOf("runner/index.ts")

  it("is all there is to the verbs", () => {
    expect([...imports]).toEqual(expect.arrayContaining(["verbs/step.ts", "verbs/human.ts", "runner/execute.ts"]))
  })

  it("needs no module of Node", () => {
    expect([...imports].filter((each) => each.startsWith("node:") || each === "@millrace/plan/digest")).toEqual([])
  })

  it("takes effect module by module, for a quick start", () => {
    expect([...imports].filter((each) => each === "effect" || each === "effect/Schema")).toEqual([])
  })

  it("leaves out the interpreter and the command line", () => {
    expect([...imports].filter((each) => each.startsWith("interpreter/") || each.startsWith("command-line/"))).toEqual(
      [],
    )
  })
})

describe("the table of names for the compiler", () => {
  it("imports nothing", () => {
    expect([...importsOf("abi.ts")]).toEqual(["abi.ts"])
  })

  it("names exactly what the runner module has, values and types", async () => {
    const { abi, runnerModule } = await import("@millrace/runtime/abi")
    const runner: Readonly<Record<string, unknown>> = await import("@millrace/runtime/runner")
    expect(runnerModule).toBe("@millrace/runtime/runner")
    expect(Object.keys(runner).toSorted()).toEqual([...abi.values, "pathOf"].toSorted())
    const exported = readFileSync(join(source, "runner/index.ts"), "utf8")
    expect(abi.types.filter((name) => !new RegExp(`export type \\{[^}]*\\b${name}\\b`).test(exported))).toEqual([])
  })
})
