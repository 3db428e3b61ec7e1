/** Says what still waits when a process has nothing left to do. */
export function stallSentence(workflow: string, paths: ReadonlyArray<string>): string {
  const waiting = paths.length === 0 ? `workflow '${workflow}'` : paths.map((path) => `'${path}'`).join(" and ")
  const verb = paths.length > 1 ? "wait" : "waits"
  return `${waiting} ${verb} for something that can no longer happen: this process has nothing left to do`
}
