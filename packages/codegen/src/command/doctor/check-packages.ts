import { existsSync, readFileSync, realpathSync } from "node:fs"
import { dirname, join } from "node:path"
import { generatorVersion } from "../../version.ts"
import type { Finding } from "./finding.ts"
import { fine, wrong } from "./finding.ts"

/** The packages of this project that a flow or a runner imports. */
const own = ["@millrace/dsl", "@millrace/runtime"]

/** An installed package: its folder behind all links, and its version. */
interface Installed {
  readonly folder: string
  readonly version: string
}

/** Looks at the packages that flows and runners import: whether they are there, fit one another, and are there once. */
export function checkPackages(folder: string): ReadonlyArray<Finding> {
  const found = own.map((name) => [name, findPackage(name, folder)] as const)
  const findings = found.map(([name, installed]) => checkOwn(name, installed))
  const effect = findPackage("effect", folder)
  if (effect === undefined) return [...findings, wrong("'effect' is not installed", "npm install effect@^4.1.0")]
  const copies = new Set([effect.folder])
  for (const [, installed] of found) {
    if (installed === undefined) continue
    const theirs = findPackage("effect", installed.folder)
    if (theirs !== undefined) copies.add(theirs.folder)
    const plan = findPackage("@millrace/plan", installed.folder)
    const plans = plan === undefined ? undefined : findPackage("effect", plan.folder)
    if (plans !== undefined) copies.add(plans.folder)
  }
  return [...findings, checkEffectVersion(effect), ...checkCopies([...copies])]
}

function checkOwn(name: string, installed: Installed | undefined): Finding {
  if (installed === undefined) return wrong(`'${name}' is not installed`, `npm install ${name}@^${generatorVersion}`)
  if (installed.version !== generatorVersion) {
    return wrong(
      `'${name}' is ${installed.version}, but the compiler is ${generatorVersion}`,
      `npm install ${name}@${generatorVersion}`,
    )
  }
  return fine(`${name} ${installed.version}`)
}

function checkEffectVersion({ version }: Installed): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major === 4 && minor >= 1
    ? fine(`effect ${version}`)
    : wrong(`'effect' is ${version}, but runners need 4.1 or a later 4`, "npm install effect@^4.1.0")
}

function checkCopies(copies: ReadonlyArray<string>): ReadonlyArray<Finding> {
  if (copies.length < 2) return []
  return [
    wrong(
      `'effect' is there more than once, and services and errors of one copy are unknown to the other: ${copies.map((copy) => `'${copy}'`).join(", ")}`,
      "depend on one version of effect, and let the package manager dedupe: npm dedupe, pnpm dedupe",
    ),
  ]
}

/** Finds a package as Node does: in the `node_modules` of a folder or one above. */
function findPackage(name: string, from: string): Installed | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const description = join(folder, "node_modules", name, "package.json")
    if (existsSync(description)) {
      const found: unknown = JSON.parse(readFileSync(description, "utf8"))
      const version: unknown = typeof found === "object" && found !== null ? Reflect.get(found, "version") : undefined
      return { folder: realpathSync(dirname(description)), version: String(version) }
    }
    if (dirname(folder) === folder) return undefined
  }
}
