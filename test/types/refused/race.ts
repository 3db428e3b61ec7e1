import { flow } from "@millrace/dsl"
import { now, Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order }).step("total", now)

// refused at `"total"`: 'total' is already defined by an earlier step
start.race("total", { one: (b) => b.step("n", now) })

// refused at `other`: Property 'other' does not exist on type
start.race("first", { one: (b) => b.let("a", ({ other }) => other), other: (b) => b.step("n", now) })

// refused at `branch === "tree"`: This comparison appears to be unintentional because the types '"one" | "other"' and '"tree"' have no overlap
start.race("first", { one: (b) => b.step("n", now), other: (b) => b.step("m", now) }).let("is", ({ first: { branch } }) => branch === "tree")
