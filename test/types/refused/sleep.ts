import { flow } from "@millrace/dsl"
import { Order } from "../workflow-parts.ts"

const start = flow("order", { input: Order })

// refused at `"5 mins"`: Argument of type '"5 mins"' is not assignable to parameter of type
start.sleep("short", "5 mins")

// refused at `({ input })`: Argument of type '({ input }: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; }) => string' is not assignable to parameter of type '((scope: { readonly input: { readonly id: string; readonly lines: readonly number[]; }; }) => Date | DurationInput) | DurationInput'
start.sleep("until", ({ input }) => input.id)
