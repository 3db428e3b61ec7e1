import { InternalError } from "@millrace/plan"
import type { FileSystemHost } from "ts-morph"
import type { FileAccess } from "../file-access.ts"

/** Lets ts-morph read files through the access it is given; it writes nothing. */
export function readOnlyHost(files: FileAccess): FileSystemHost {
  const readFileSync = (path: string): string => {
    const text = files.readFile(path)
    if (text === undefined) throw Object.assign(new Error(`'${path}' does not exist`), { code: "ENOENT" })
    return text
  }
  return {
    isCaseSensitive: () => process.platform !== "darwin" && process.platform !== "win32",
    readFileSync,
    readFile: async (path) => readFileSync(path),
    fileExistsSync: files.fileExists,
    fileExists: async (path) => files.fileExists(path),
    directoryExistsSync: files.directoryExists,
    directoryExists: async (path) => files.directoryExists(path),
    realpathSync: files.realpath,
    readDirSync: (path) => {
      const { files: names = [], directories = [] } = files.entries(path) ?? {}
      const entry = (name: string, isFile: boolean) => ({
        name: `${path}/${name}`,
        isFile,
        isDirectory: !isFile,
        isSymlink: false,
      })
      return [...names.map((name) => entry(name, true)), ...directories.map((name) => entry(name, false))]
    },
    getCurrentDirectory: () => process.cwd(),
    glob: refuse,
    globSync: refuse,
    delete: refuse,
    deleteSync: refuse,
    writeFile: refuse,
    writeFileSync: refuse,
    mkdir: refuse,
    mkdirSync: refuse,
    move: refuse,
    moveSync: refuse,
    copy: refuse,
    copySync: refuse,
  }
}

function refuse(): never {
  throw new InternalError("the compiler only reads files")
}
