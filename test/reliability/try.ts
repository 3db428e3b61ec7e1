import { bundleVictim } from "./kills/bundle-victim.ts"
await bundleVictim((process.argv[2]??"interpreted") as never, "/tmp/proof-victim.cjs")
