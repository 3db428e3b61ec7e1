import { execFileSync } from "node:child_process"
import { describe, expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"

describe("'millrace completions bash'", () => {
  test.each([
    [["ex"], ["explain"]],
    [
      ["build", "--"],
      ["--watch", "--format", "--no-cache", "--help"],
    ],
    [["build", "--format", "s"], ["sarif"]],
    [
      ["graph", "--format", ""],
      ["mermaid", "svg"],
    ],
    [["run", "gre"], ["greeting.flow.ts"]],
    [["completions", "f"], ["fish"]],
  ])("completes %j", async (words, expected) => {
    using workspace = makeWorkspace(greeting)
    const { out } = await workspace.run("completions", "bash")
    const script = `${out.join("\n")}
COMP_WORDS=(millrace ${words.map((word) => `"${word}"`).join(" ")})
COMP_CWORD=${words.length}
_millrace
printf '%s\\n' "\${COMPREPLY[@]}"`
    const found = execFileSync("bash", ["-c", script], { cwd: workspace.folder, encoding: "utf8" })
    expect(found.trimEnd().split("\n")).toEqual(expected)
  })
})

test("'millrace completions' knows every command in zsh and fish", async () => {
  using workspace = makeWorkspace({})
  const commands = ["build", "check", "run", "dev", "graph", "explain", "init", "doctor", "completions"]
  const zsh = (await workspace.run("completions", "zsh")).out.join("\n")
  const fish = (await workspace.run("completions", "fish")).out.join("\n")
  expect(commands.filter((name) => !zsh.includes(`\n    ${name}) _arguments '--`))).toEqual([])
  expect(commands.filter((name) => !fish.includes(`-n __fish_use_subcommand -a ${name} -d '`))).toEqual([])
})
