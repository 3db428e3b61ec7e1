/** Gives the path of the flow file that a runner, or the schemas of one, belong to. */
export function flowPath(runner: string): string {
  return runner.replace(/\.runner(?:\.schemas)?\.ts$/, ".flow.ts")
}

/** Gives the path of the runner that belongs to a flow file: `document.flow.ts` has `document.runner.ts` beside it. */
export function runnerPath(flowFile: string): string {
  return flowFile.replace(/\.flow\.ts$/, ".runner.ts")
}

/** Gives the path of the schemas that are compiled for a runner, where there are any: `document.runner.schemas.ts`. */
export function schemasPath(flowFile: string): string {
  return flowFile.replace(/\.flow\.ts$/, ".runner.schemas.ts")
}
