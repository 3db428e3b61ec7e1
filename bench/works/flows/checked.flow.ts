import { flow } from "@millrace/dsl"
import { Count } from "./as-given.ts"
import { Order } from "./checked-input.ts"

/** Nothing but a checked input. */
export const checkedOnly = flow("checked-only", { input: Order }).returns(({ input }) => input.cents)

/** Nothing but an input taken as it is. */
export const takenOnly = flow("taken-only", { input: Count }).returns(({ input }) => input.n)
