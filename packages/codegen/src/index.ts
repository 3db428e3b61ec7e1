export { generate } from "./generate.ts"
export type { GeneratedFile } from "./generate.ts"
export { runnerPath } from "./runner-path.ts"
export { generatorVersion } from "./version.ts"
