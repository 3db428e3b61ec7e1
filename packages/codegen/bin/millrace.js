#!/usr/bin/env node
import module from "node:module"

const needed = [22, 19]
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(`millrace needs Node ${needed.join(".")} or later, but this is Node ${process.versions.node}\n`)
  process.exitCode = 3
} else {
  // Most of what a command costs is the compilation of ts-morph by V8, which Node keeps for the next time.
  module.enableCompileCache?.()
  await import("@millrace/codegen/command")
}
