#!/usr/bin/env node
const needed = [22, 19]
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)

if (major < needed[0] || (major === needed[0] && minor < needed[1])) {
  process.stderr.write(`millrace needs Node ${needed.join(".")} or later, but this is Node ${process.versions.node}\n`)
  process.exitCode = 3
} else {
  await import("@millrace/codegen/command")
}
