import { dirname } from "node:path"
import { styleText } from "node:util"
import { loadConfig } from "../../config/load-config.ts"
import { defaultConfig } from "../../config/resolved-config.ts"
import type { CommandContext } from "../command-context.ts"
import { exitCodes } from "../exit-codes.ts"
import { findFlowFiles } from "../find-flow-files.ts"
import { checkPackages } from "./check-packages.ts"
import { checkRunners } from "./check-runners.ts"
import { checkTsconfig, findTsconfig } from "./check-tsconfig.ts"
import type { Finding } from "./finding.ts"
import { fine, wrong } from "./finding.ts"

/** `millrace doctor`: finds what is wrong with an installation, and says what to do about it. */
export async function doctor(context: CommandContext): Promise<number> {
  const places = await placesOf(context.folder)
  const all = [
    checkNode(process.versions.node),
    ...places.flatMap((place) => checkPackages(place)),
    ...places.flatMap((place) => checkTsconfig(place, context.folder)),
    ...(await checkRunners(context)),
  ]
  // Two projects have mostly the same packages.
  const findings = [...new Map(all.map((finding) => [finding.message, finding])).values()]
  for (const { isFine, message, fix } of findings) {
    context.out(`${mark(isFine, context)}  ${message}`)
    if (fix !== undefined) context.out(`         fix: ${fix}`)
  }
  return findings.every(({ isFine }) => isFine) ? exitCodes.fine : exitCodes.diagnostics
}

/** Gives the folders of the projects that flows belong to: those of their `tsconfig.json`. */
async function placesOf(folder: string): Promise<ReadonlyArray<string>> {
  const config = await loadConfig(folder).catch(() => defaultConfig(folder))
  const places = findFlowFiles([], folder, config).map((file) => {
    const found = findTsconfig(dirname(file))
    return found === undefined ? folder : dirname(found)
  })
  return places.length === 0 ? [folder] : [...new Set(places)]
}

/** Says whether a version of Node can run what is built. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 19)
    ? fine(`Node ${version}`)
    : wrong(`this is Node ${version}, but Millrace needs 22.19 or later`, "install a current Node")
}

function mark(isFine: boolean, { hasColors }: CommandContext): string {
  const text = isFine ? "fine   " : "problem"
  return hasColors ? styleText(isFine ? "green" : "red", text, { validateStream: false }) : text
}
