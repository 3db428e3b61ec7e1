/** Gives the path of the flow file that a runner belongs to. */
export function flowPath(runner: string): string {
  return runner.replace(/\.runner\.ts$/, ".flow.ts")
}

/** Gives the path of the runner that belongs to a flow file: `document.flow.ts` has `document.runner.ts` beside it. */
export function runnerPath(flowFile: string): string {
  return flowFile.replace(/\.flow\.ts$/, ".runner.ts")
}
