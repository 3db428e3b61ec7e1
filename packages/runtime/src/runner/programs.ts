import type { Program } from "./begin.ts"

/** What runners are made of, for those who run them in another way. */
const programs = new WeakMap<object, Program>()

/** Notes what a runner is made of. */
export function noteProgram(runner: object, program: Program): void {
  programs.set(runner, program)
}

/** Gives what a runner is made of, if it is one of ours. */
export function programOf(runner: object): Program | undefined {
  return programs.get(runner)
}
