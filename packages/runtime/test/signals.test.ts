import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"

const program = fileURLToPath(new URL("./command.ts", import.meta.url))

/** Runs the command in a process of its own, and does something to it when it has said what to wait for. */
async function runCommand(flow: string, onOutput: (text: string, kill: (signal: NodeJS.Signals) => void) => void) {
  const child = spawn(process.execPath, [program, flow], { stdio: ["ignore", "pipe", "pipe"] })
  const written = { stdout: "", stderr: "" }
  for (const name of ["stdout", "stderr"] as const) {
    child[name].on("data", (chunk: Buffer) => {
      written[name] += chunk.toString()
      onOutput(chunk.toString(), (signal) => child.kill(signal))
    })
  }
  const [code, signal] = await once(child, "close")
  return { code, signal, ...written }
}

describe("a command", () => {
  it("prints the output on stdout and progress on stderr, and ends with 0", async () => {
    const { code, stdout, stderr } = await runCommand("quick", () => undefined)
    expect({ code, stdout: JSON.parse(stdout) }).toEqual({ code: 0, stdout: { done: true } })
    expect(stderr).toMatch(/^quick started\n {2}step completed in .+\nquick completed in .+\n$/)
  })

  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    it(`cancels on ${signal}, waits for the cleanup, and ends with ${code}`, async () => {
      const ended = await runCommand("patient", (text, kill) => {
        if (text.includes("working")) kill(signal)
      })
      expect({ code: ended.code, signal: ended.signal, stdout: ended.stdout }).toEqual({
        code,
        signal: null,
        stdout: "",
      })
      expect(ended.stderr).toMatch(/working\ntidied\n {2}step was cancelled\npatient was cancelled after .+\n$/)
    })
  }

  it("ends at once on a second signal", async () => {
    const ended = await runCommand("stubborn", (text, kill) => {
      if (text.includes("working")) kill("SIGINT")
      if (text.includes("ignoring")) kill("SIGINT")
    })
    expect({ code: ended.code, stderr: ended.stderr.includes("tidied") }).toEqual({ code: 130, stderr: false })
  })
})
