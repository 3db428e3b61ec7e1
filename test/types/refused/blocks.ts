import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { find, now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })
const sized = start.let("size", ({ input }) => (input.lines.length > 3 ? "big" : "small"))

// refused at `"m"`: match 'm' needs a block for case 'small'
sized.match("m", ({ size }) => size, { big: (b) => b.step("n", now) })

// refused at `huge`: 'huge' is not a case of this match
sized.match("m", ({ size }) => size, { big: (b) => b.step("n", now), small: (b) => b.step("n", now), huge: (b) => b.step("n", now) })

// refused at `b.let`: the value of this loop's body does not fit its state
start.loop("l", { initial: () => ({ n: 0 }), body: (b) => b.let("next", ({ state }) => ({ m: state.n })), until: () => true, max: 3 })

// refused at `{ initial`: Property 'max' is missing
start.loop("l", { initial: () => 0, body: (b) => b.let("next", ({ state }) => state + 1), until: () => true })

// refused at `OutOfStock`: this block cannot fail with 'OutOfStock'
start.try("t", (b) => b.step("found", find, ({ input }) => ({ id: input.id })), { OutOfStock: (b) => b.step("n", now) })

const declared = flow("out", { output: Schema.Struct({ status: Schema.Literals(["ok", "bad"]) }) })

// refused at `status`: Type '"fine"' is not assignable to type '"bad" | "ok"'
declared.returns(() => ({ status: "fine" }))

// refused at `note`: 'note' is not in the output of this workflow
declared.returns(() => ({ status: "ok", note: "x" }))

// refused at `({})`: Property 'status' is missing
declared.returns(() => ({}))

// refused at `inner }`: Property 'inner' does not exist
start.when("w", () => true, (b) => b.step("inner", now)).returns(({ inner }) => inner)
