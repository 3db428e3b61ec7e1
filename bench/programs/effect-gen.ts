import * as Effect from "effect/Effect"

const increment = ({ n }: { readonly n: number }): Effect.Effect<number> => Effect.sync(() => n + 1)

const sequence = (n: number): Effect.Effect<number> =>
  Effect.gen(function* () {
    const s1 = yield* increment({ n })
    const s2 = yield* increment({ n: s1 })
    const s3 = yield* increment({ n: s2 })
    const s4 = yield* increment({ n: s3 })
    const s5 = yield* increment({ n: s4 })
    const s6 = yield* increment({ n: s5 })
    const s7 = yield* increment({ n: s6 })
    const s8 = yield* increment({ n: s7 })
    const s9 = yield* increment({ n: s8 })
    return yield* increment({ n: s9 })
  })

console.log(await Effect.runPromise(sequence(process.argv.length)))
