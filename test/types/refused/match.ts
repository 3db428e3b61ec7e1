import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const sized = start.let("size", ({ input }) => (input.lines.length > 3 ? "big" : input.id === "" ? "none" : "small"))

// refused at `"m"`: match 'm' needs a block for case 'small'
sized.match("m", ({ size }) => size, { big: (b) => b.step("n", now), none: (b) => b.step("n", now) })

// refused at `"m"`: match 'm' needs a block for case 'none', 'small'
sized.match("m", ({ size }) => size, { big: (b) => b.step("n", now) })

// refused at `huge`: 'huge' is not a case of this match
sized.match("m", ({ size }) => size, { big: (b) => b.step("n", now), none: (b) => b.step("n", now), small: (b) => b.step("n", now), huge: (b) => b.step("n", now) })

// refused at `"size"`: 'size' is already defined by an earlier step
sized.match("size", ({ size }) => size, { big: (b) => b.step("n", now), none: (b) => b.step("n", now), small: (b) => b.step("n", now) })

// refused at `input.lines`: Type 'number' is not assignable to type 'string'
sized.match("m", ({ input }) => input.lines.length, {}, (b) => b.step("n", now))
