import type { CommandContext } from "../command-context.ts"
import type { RunsCommand } from "./parse-runs.ts"
export async function tail(_command: RunsCommand, _context: CommandContext): Promise<number> {
  return 0
}
