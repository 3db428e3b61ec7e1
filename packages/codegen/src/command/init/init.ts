import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { basename, dirname, join, relative, resolve } from "node:path"
import Handlebars from "handlebars"
import { generatorVersion } from "../../version.ts"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import type { InitCommand } from "../parse-command.ts"
import { shellWord } from "../shell-word.ts"
import { UsageError } from "../usage-error.ts"
import type { ProjectFacts } from "./templates.ts"
import { templates } from "./templates.ts"

const versions = { effect: "^4.1.0", typescript: "^7.0.2", nodeTypes: "^24.10.0" }

/** `millrace init`: writes a small project, or what is missing in one. A file that is there stays as it is. */
export function init({ path }: InitCommand, context: CommandContext): number {
  const folder = resolve(context.folder, path)
  if (existsSync(folder) && !isFolder(folder)) throw new UsageError(`'${path}' is a file, not a folder`)
  const description = readDescription(folder)
  // One that is there already names what types it wants.
  const wantsNodeTypes = !existsSync(join(folder, "tsconfig.json"))
  const facts: ProjectFacts = { name: packageName(folder), version: `^${generatorVersion}`, ...versions }
  for (const [file, text] of Object.entries(rendered(facts))) {
    const target = join(folder, file)
    const shown = relative(context.folder, target)
    if (existsSync(target)) {
      context.out(`kept     ${shown}`)
      continue
    }
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, text)
    context.out(`written  ${shown}`)
  }
  context.out("")
  context.out(nextSteps({ folder, description, facts, wantsNodeTypes }, context))
  return exitCodes.fine
}

function rendered(facts: ProjectFacts): Readonly<Record<string, string>> {
  const handlebars = Handlebars.create()
  handlebars.registerHelper("json", (value: unknown) => JSON.stringify(value))
  return Object.fromEntries(
    Object.entries(templates).map(([file, template]) => [
      file,
      handlebars.compile(template, { noEscape: true, strict: true })(facts),
    ]),
  )
}

interface Description {
  readonly type: unknown
  /** Names of what is depended on, in whatever way. */
  readonly dependencies: ReadonlySet<string>
}

function readDescription(folder: string): Description | undefined {
  const file = join(folder, "package.json")
  if (!existsSync(file)) return undefined
  try {
    const found: unknown = JSON.parse(readFileSync(file, "utf8"))
    const fields = ["dependencies", "devDependencies", "peerDependencies"].map((key) => fieldOf(found, key))
    return {
      type: fieldOf(found, "type"),
      dependencies: new Set(fields.flatMap((field) => Object.keys(Object(field)))),
    }
  } catch (error) {
    throw new UsageError(`'${file}' is not JSON: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined
}

function nextSteps(
  project: {
    readonly folder: string
    readonly description: Description | undefined
    readonly facts: ProjectFacts
    readonly wantsNodeTypes: boolean
  },
  context: CommandContext,
): string {
  const { folder, description, facts, wantsNodeTypes } = project
  const manager = managerOf(folder)
  const move = folder === context.folder ? [] : [`cd ${shellWord(relative(context.folder, folder))}`]
  const wanted = { "@millrace/dsl": facts.version, "@millrace/runtime": facts.version, effect: facts.effect }
  const missing = (names: ReadonlyArray<string>): ReadonlyArray<string> =>
    names.filter((name) => description !== undefined && !description.dependencies.has(name))
  const needed = missing(Object.keys(wanted))
  const neededToBuild = missing(["@millrace/codegen", "typescript", ...(wantsNodeTypes ? ["@types/node"] : [])])
  const add = manager === "npm" ? "npm install" : `${manager} add`
  const run = manager === "npm" ? "npx" : manager === "yarn" ? "yarn" : `${manager} exec`
  const commands = [
    ...move,
    ...(description === undefined ? [`${manager} install`] : []),
    ...(needed.length === 0 ? [] : [`${add} ${needed.join(" ")}`]),
    ...(neededToBuild.length === 0 ? [] : [`${add} -D ${neededToBuild.join(" ")}`]),
    `${run} millrace build`,
    `${run} millrace run src/greeting.flow.ts --input greeting.json`,
  ]
  const advice =
    description !== undefined && description.type !== "module"
      ? [
          '\n\nThe package.json has no "type": "module": flows are ES modules, so add it or put them into a package that has it.',
        ]
      : []
  return `Next:\n${commands.map((command) => `  ${command}`).join("\n")}${advice.join("")}`
}

const lockFiles = [
  ["pnpm-lock.yaml", "pnpm"],
  ["yarn.lock", "yarn"],
  ["package-lock.json", "npm"],
] as const

/** The package manager that a lock file speaks of, here or above; else the one that has started this. */
function managerOf(from: string): "npm" | "pnpm" | "yarn" {
  for (let folder = from; ; folder = dirname(folder)) {
    for (const [file, manager] of lockFiles) if (existsSync(join(folder, file))) return manager
    if (dirname(folder) === folder) break
  }
  const agent = process.env["npm_config_user_agent"] ?? ""
  return agent.startsWith("pnpm") ? "pnpm" : agent.startsWith("yarn") ? "yarn" : "npm"
}

function isFolder(path: string): boolean {
  try {
    mkdirSync(path, { recursive: true })
    return true
  } catch {
    return false
  }
}

/** A name that a registry would take, made of the folder's. */
function packageName(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, "-")
    .replace(/^[._-]+|[._-]+$/g, "")
  return name === "" ? "workflows" : name
}
