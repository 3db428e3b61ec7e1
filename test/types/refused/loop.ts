import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `b.let`: the value of this loop's body does not fit its state
start.loop("l", { initial: () => ({ n: 0 }), body: (b) => b.let("next", ({ state }) => ({ m: state.n })), until: () => true, max: 3 })

// refused at `{ initial`: Property 'max' is missing
start.loop("l", { initial: () => 0, body: (b) => b.let("next", ({ state }) => state + 1), until: () => true })

// refused at `onExhausted`: Type '"stop"' is not assignable to type '"continue" | "fail"'
start.loop("l", { initial: () => 0, body: (b) => b.let("next", ({ state }) => state + 1), until: () => true, max: 3, onExhausted: "stop" })

// refused at `state }`: Property 'state' does not exist on type
start.let("outside", ({ state }) => state)
