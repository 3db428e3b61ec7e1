// Written for any Node: it must be able to say its sentence on the oldest one.
var found = process.versions.node.split(".").map(Number)
var fits = found[0] > 22 || (found[0] === 22 && found[1] >= 19)
if (!fits) {
  console.error(
    "Millrace runs on Node 22.19 or newer, but this is Node " +
      process.versions.node +
      ": run `npx -y pnpm@12 install`, which brings its own Node 24 for the scripts of this repository.",
  )
  process.exit(1)
}
