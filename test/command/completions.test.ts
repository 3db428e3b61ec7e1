import { execFileSync, spawnSync } from "node:child_process"
import { fileURLToPath } from "node:url"
import { describe, expect, test } from "vitest"
import { greeting, makeWorkspace } from "./workspace.ts"

describe("'millrace completions bash'", () => {
  test.each([
    [["ex"], ["explain"]],
    [
      ["build", "--"],
      ["--watch", "--bundle", "--out", "--external", "--durable", "--format", "--no-cache", "--no-check", "--help"],
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

/** Says whether a shell is installed; the project needs none. */
function has(shell: string): boolean {
  return spawnSync(shell, ["--version"]).status === 0
}

const project = { ...greeting, "input.json": "{}", "more/other.flow.ts": "", "my order.flow.ts": "" }

const everyCommand = ["build", "check", "completions", "dev", "doctor", "explain", "graph", "init", "run"]

describe.skipIf(!has("fish"))("'millrace completions fish', where fish is installed,", () => {
  test.each([
    ["millrace ", everyCommand],
    ["millrace ex", ["explain"]],
    ["millrace --", ["--help", "--version"]],
    ["millrace build --no", ["--no-cache", "--no-check"]],
    ["millrace build --format ", ["github", "json", "pretty", "sarif"]],
    ["millrace build --out ", ["more/"]],
    ["millrace build --external ", [""]],
    ["millrace run ", ["greeting.flow.ts", "more/", "my order.flow.ts"]],
    ["millrace run more/", ["more/other.flow.ts"]],
    ["millrace run --input in", ["input.json"]],
    ["millrace init ", ["more/"]],
    ["millrace completions z", ["zsh"]],
  ])("completes '%s'", async (line, expected) => {
    using workspace = makeWorkspace(project)
    workspace.write("../millrace.fish", (await workspace.run("completions", "fish")).out.join("\n"))
    const script = `source ../millrace.fish; complete -C '${line}'`
    const found = execFileSync("fish", ["--no-config", "-c", script], { cwd: workspace.folder, encoding: "utf8" })
    expect(
      found
        .trimEnd()
        .split("\n")
        .map((each) => each.replace(/\t.*/, "")),
    ).toEqual(expected)
  })

  test("describes what it completes in the words of the help", async () => {
    using workspace = makeWorkspace(project)
    workspace.write("../millrace.fish", (await workspace.run("completions", "fish")).out.join("\n"))
    const script = "source ../millrace.fish; complete -C 'millrace build --o'; complete -C 'millrace build --form'"
    const found = execFileSync("fish", ["--no-config", "-c", script], { cwd: workspace.folder, encoding: "utf8" })
    expect(found.trimEnd().split("\n")).toEqual([
      "--out\twhere those programs are written, 'dist' unless given",
      "--format\thow diagnostics are written: pretty frames, or for machines",
    ])
  })
})

describe.skipIf(!has("zsh"))("'millrace completions zsh', where zsh is installed,", () => {
  test.each([
    ["millrace ", everyCommand],
    ["millrace ex", ["explain"]],
    ["millrace --", ["--help", "--version"]],
    ["millrace build --no", ["--no-cache", "--no-check"]],
    ["millrace build --external a --ex", ["--external"]],
    ["millrace build --format ", ["github", "json", "pretty", "sarif"]],
    ["millrace build --out ", ["more"]],
    ["millrace build --external ", [""]],
    ["millrace run ", ["greeting.flow.ts", "more", "my\\ order.flow.ts"]],
    ["millrace run more/", ["other.flow.ts"]],
    ["millrace run greeting.flow.ts g", [""]],
    ["millrace build greeting.flow.ts m", ["more", "my\\ order.flow.ts"]],
    ["millrace run --input in", ["input.json"]],
    ["millrace init ", ["more"]],
    ["millrace completions z", ["zsh"]],
  ])("completes '%s'", async (line, expected) => {
    using workspace = makeWorkspace(project)
    workspace.write("../millrace.zsh", (await workspace.run("completions", "zsh")).out.join("\n"))
    const capture = fileURLToPath(new URL("capture-completions.zsh", import.meta.url))
    const given = ["-f", capture, "../millrace.zsh", line]
    const found = execFileSync("zsh", given, { cwd: workspace.folder, encoding: "utf8" })
    expect(found.trimEnd().split("\n")).toEqual(expected)
  })
})
