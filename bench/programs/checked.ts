import { sequence } from "./checked.runner.ts"

console.log(await sequence.run({ n: process.argv.length }))
