import { sequence } from "./plain.runner.ts"

console.log(await sequence.run({ n: process.argv.length }))
