import { execFileSync } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** A file system of its own, of a size. */
export interface SmallDisk {
  readonly folder: string
  readonly makeReadOnly: () => void
  readonly remove: () => void
}

/** Makes a small file system, where this process may; only the superuser of Linux may. */
export function smallDisk(kibibytes: number): SmallDisk | undefined {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return undefined
  const folder = mkdtempSync(join(tmpdir(), "millrace-disk-"))
  const mount = (...given: ReadonlyArray<string>): void => {
    execFileSync("mount", [...given, folder], { stdio: "pipe" })
  }
  try {
    mount("-t", "tmpfs", "-o", `size=${kibibytes}k`, "tmpfs")
  } catch {
    // A container may keep even its superuser from it.
    rmSync(folder, { recursive: true })
    return undefined
  }
  return {
    folder,
    makeReadOnly: () => mount("-o", "remount,ro"),
    remove: () => {
      execFileSync("umount", [folder])
      rmSync(folder, { recursive: true })
    },
  }
}
