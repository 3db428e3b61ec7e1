import { flow } from "@millrace/dsl"
import { book, charge, checkStock, increment, pack, price, refund, shipping } from "./effects.activities.ts"
import { Count } from "./as-given.ts"
import { Order } from "./checked-input.ts"

/** Ten trivial steps, one after the other. */
export const sequence = flow("sequence", { input: Count })
  .step("s1", increment, ({ input }) => ({ n: input.n }))
  .step("s2", increment, ({ s1 }) => ({ n: s1 }))
  .step("s3", increment, ({ s2 }) => ({ n: s2 }))
  .step("s4", increment, ({ s3 }) => ({ n: s3 }))
  .step("s5", increment, ({ s4 }) => ({ n: s4 }))
  .step("s6", increment, ({ s5 }) => ({ n: s5 }))
  .step("s7", increment, ({ s6 }) => ({ n: s6 }))
  .step("s8", increment, ({ s7 }) => ({ n: s7 }))
  .step("s9", increment, ({ s8 }) => ({ n: s8 }))
  .step("s10", increment, ({ s9 }) => ({ n: s9 }))
  .returns(({ s10 }) => s10)

/** Three steps, eight at once, two more. */
export const fanOut = flow("fan-out", { input: Count })
  .step("a", increment, ({ input }) => ({ n: input.n }))
  .step("b", increment, ({ a }) => ({ n: a }))
  .step("c", increment, ({ b }) => ({ n: b }))
  .parallel({
    p1: (b) => b.step("q1", increment, ({ c }) => ({ n: c + 1 })),
    p2: (b) => b.step("q2", increment, ({ c }) => ({ n: c + 2 })),
    p3: (b) => b.step("q3", increment, ({ c }) => ({ n: c + 3 })),
    p4: (b) => b.step("q4", increment, ({ c }) => ({ n: c + 4 })),
    p5: (b) => b.step("q5", increment, ({ c }) => ({ n: c + 5 })),
    p6: (b) => b.step("q6", increment, ({ c }) => ({ n: c + 6 })),
    p7: (b) => b.step("q7", increment, ({ c }) => ({ n: c + 7 })),
    p8: (b) => b.step("q8", increment, ({ c }) => ({ n: c + 8 })),
  })
  .step("d", increment, ({ p1, p2, p3, p4, p5, p6, p7, p8 }) => ({ n: p1 + p2 + p3 + p4 + p5 + p6 + p7 + p8 }))
  .step("e", increment, ({ d }) => ({ n: d }))
  .returns(({ e }) => e)

/** A hundred iterations of one step. */
export const hundredTimes = flow("hundred-times", { input: Count })
  .loop("count", {
    initial: ({ input }) => input.n,
    body: (b) => b.step("next", increment, ({ state }) => ({ n: state })),
    until: (_state, iteration) => iteration === 100,
    max: 100,
  })
  .returns(({ count }) => count)

/** Two steps and a three-way decision. */
export const decision = flow("decision", { input: Count })
  .step("a", increment, ({ input }) => ({ n: input.n }))
  .step("b", increment, ({ a }) => ({ n: a }))
  .match("chosen", ({ b }) => (b > 100 ? "large" : b > 10 ? "middle" : "small"), {
    large: (b) => b.step("shrink", increment, ({ b }) => ({ n: b - 100 })),
    middle: (b) => b.step("keep", increment, ({ b }) => ({ n: b })),
    small: (b) => b.step("grow", increment, ({ b }) => ({ n: b + 100 })),
  })
  .returns(({ chosen }) => chosen)

/** Something of everything: six checked fields, two at once, a decision, twenty items, a retry, a compensation. */
export const order = flow("order", { input: Order })
  .parallel({
    stock: (b) => b.step("check", checkStock, ({ input }) => ({ id: input.id })),
    total: (b) => b.step("price", price, ({ input }) => ({ cents: input.cents, quantity: input.quantity })),
  })
  .match("due", ({ input }) => input.speed, {
    slow: (b) => b.step("boat", shipping, ({ total }) => ({ price: total })),
    normal: (b) => b.step("truck", shipping, ({ total }) => ({ price: total + 100 })),
    fast: (b) => b.step("plane", shipping, ({ total }) => ({ price: total + 200 })),
  })
  .forEach(
    "packed",
    ({ input }) => input.items,
    (b) => b.step("pack", pack, ({ item }) => ({ weight: item })),
    { concurrency: 4 },
  )
  .saga("paid", (b) =>
    b
      .step("charge", charge, ({ due }) => ({ cents: due }), {
        // millrace-ignore RETRY.WITHOUT_WAIT: the wait is not what is measured
        retry: { maximumAttempts: 2, initialInterval: 0 },
        compensate: { activity: refund, map: ({ charge }) => ({ receipt: charge }) },
      })
      .step("book", book, ({ charge }) => ({ receipt: charge })),
  )
  .returns(({ input, stock, due, packed, paid }) => ({
    id: input.id,
    stock,
    total: due,
    packed: packed.reduce((sum, weight) => sum + weight, 0),
    paid,
  }))
