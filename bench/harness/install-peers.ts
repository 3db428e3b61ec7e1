import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { fileURLToPath } from "node:url"

/** Installs the peers in a folder from their own lockfile, where that has not been done. */
export function installPeers(folderName: "peers" | "durable-peers"): void {
  const folder = fileURLToPath(new URL(`../${folderName}`, import.meta.url))
  if (existsSync(`${folder}/node_modules/.modules.yaml`)) return
  console.error("installing the peers; that takes about 400 MB")
  const install = ["-y", "pnpm@12", "install", "--frozen-lockfile", "--ignore-scripts"]
  execFileSync("npx", install, { cwd: folder, stdio: ["ignore", "ignore", "inherit"] })
}
