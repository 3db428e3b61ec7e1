import * as tasks from "../tasks/values.ts"

type Count = { readonly n: number }

/** A task that gives a value, called by somebody who does not know that it gives no Promise. */
const increment: (given: Count) => number | Promise<number> = tasks.increment

/** An async function that awaits values. */
export async function sequence(input: Count): Promise<number> {
  const s1 = await increment({ n: input.n })
  const s2 = await increment({ n: s1 })
  const s3 = await increment({ n: s2 })
  const s4 = await increment({ n: s3 })
  const s5 = await increment({ n: s4 })
  const s6 = await increment({ n: s5 })
  const s7 = await increment({ n: s6 })
  const s8 = await increment({ n: s7 })
  const s9 = await increment({ n: s8 })
  return increment({ n: s9 })
}

export async function decision(input: Count): Promise<number> {
  const a = await increment({ n: input.n })
  const b = await increment({ n: a })
  switch (b > 100 ? "large" : b > 10 ? "middle" : "small") {
    case "large":
      return increment({ n: b - 100 })
    case "middle":
      return increment({ n: b })
    case "small":
      return increment({ n: b + 100 })
  }
}
