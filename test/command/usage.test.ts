import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { makeWorkspace } from "./workspace.ts"

describe("'millrace'", () => {
  test.each([
    [
      ["frobnicate"],
      "unknown command 'frobnicate': the commands are build, check, run, dev, serve, runs, graph, explain, init, doctor, completions",
    ],
    [
      ["--frobnicate"],
      "unknown option '--frobnicate': the commands are build, check, run, dev, serve, runs, graph, explain, init, doctor, completions",
    ],
    [["biuld"], "unknown command 'biuld': did you mean 'build'?"],
    [["help", "chek"], "unknown command 'chek': did you mean 'check'?"],
    [["build", "--frobnicate"], "unknown option '--frobnicate'"],
    [["build", "--fromat", "json"], "unknown option '--fromat': did you mean '--format'?"],
    [["build", "--format", "jsn"], "option '--format' cannot be 'jsn': did you mean 'json'?"],
    [["check", "--format", "xml"], "option '--format' cannot be 'xml': it is one of pretty, json, github, sarif"],
    [["build", "missing.flow.ts"], "no flow file matches 'missing.flow.ts'"],
    [["build", "note.txt"], "'note.txt' is no flow file: its name does not end with '.flow.ts'"],
    [["build", "--watch", "--bundle"], "options '--watch' and '--bundle' exclude each other"],
    [["build", "--watch", "--no-check"], "options '--watch' and '--no-check' exclude each other"],
    [["build", "--out", "programs"], "option '--out' needs '--bundle'"],
    [["completions"], "'millrace completions' needs a shell: bash, zsh, fish"],
    [["completions", "bsh"], "no completions for 'bsh': did you mean 'bash'?"],
    [["doctor", "x"], "'millrace doctor' takes no argument, but 'x' is given"],
    [["init", "x", "y"], "'millrace init' takes one folder, but 'y' is given too"],
    [["graph", "a.flow.ts", "--format", "png"], "option '--format' cannot be 'png': it is one of mermaid, svg"],
    [["run"], "'millrace run' needs a flow, such as 'order.flow.ts#placeOrder'"],
    [["run", "a.flow.ts", "b.flow.ts"], "'millrace run' takes one flow, but 'b.flow.ts' is given too"],
    [["run", "a.flow.ts", "--input", "missing.json"], "the file 'missing.json' of --input does not exist"],
  ])("answers %j with one sentence and exit code 2", async (given, sentence) => {
    using workspace = makeWorkspace({ "note.txt": "" })
    expect(await workspace.run(...given)).toEqual({
      code: 2,
      out: [],
      error: [`millrace: ${sentence}`, "See 'millrace --help'."],
    })
  })

  test.each([[[]], [["--help"]], [["build", "--help"]], [["check", "-h"]], [["run", "--help"]], [["help", "build"]]])(
    "answers %j with help",
    async (given) => {
      using workspace = makeWorkspace({})
      const { code, out, error } = await workspace.run(...given)
      expect({ code, error }).toEqual({ code: 0, error: [] })
      expect(out.join("\n")).toMatch(/^Usage: millrace /)
    },
  )

  test.each(["build", "check", "run", "dev", "graph", "explain", "init", "doctor", "completions"])(
    "has examples in the help of '%s'",
    async (name) => {
      using workspace = makeWorkspace({})
      const { out } = await workspace.run(name, "--help")
      expect(out.join("\n")).toMatch(new RegExp(`\\nExamples:\\n  .*millrace ${name}`))
    },
  )

  test("answers '--version' with the version of its package", async () => {
    using workspace = makeWorkspace({})
    const description = readFileSync(new URL("../../packages/codegen/package.json", import.meta.url), "utf8")
    expect(await workspace.run("--version")).toEqual({ code: 0, out: [JSON.parse(description).version], error: [] })
  })
})
