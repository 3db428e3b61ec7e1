import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).step("total", now)

// refused at `a }`: Property 'a' does not exist on type
start.graph((g) => g.node("a", { needs: [] }, (b) => b.let("x", () => 1)).node("b", { needs: [] }, (b) => b.let("y", ({ a }) => a)))

// refused at `"z"`: no earlier node is named 'z'
start.graph((g) => g.node("a", { needs: ["z"] }, (b) => b.let("x", () => 1)))

// refused at `"c"`: no earlier node is named 'c'
start.graph((g) => g.node("a", { needs: [] }, (b) => b.let("x", () => 1)).node("b", { needs: ["a", "c"] }, (b) => b.let("y", ({ a }) => a)))

// refused at `"a", { needs: ["a"]`: 'a' is already defined by an earlier step
start.graph((g) => g.node("a", { needs: [] }, (b) => b.let("x", () => 1)).node("a", { needs: ["a"] }, (b) => b.let("y", () => 2)))

// refused at `"total"`: 'total' is already defined by an earlier step
start.graph((g) => g.node("total", { needs: [] }, (b) => b.let("x", () => 1)))
