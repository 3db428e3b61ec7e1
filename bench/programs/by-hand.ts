const increment = async ({ n }: { readonly n: number }): Promise<number> => n + 1

const s1 = await increment({ n: process.argv.length })
const s2 = await increment({ n: s1 })
const s3 = await increment({ n: s2 })
const s4 = await increment({ n: s3 })
const s5 = await increment({ n: s4 })
const s6 = await increment({ n: s5 })
const s7 = await increment({ n: s6 })
const s8 = await increment({ n: s7 })
const s9 = await increment({ n: s8 })
console.log(await increment({ n: s9 }))
