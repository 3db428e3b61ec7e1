import { activity } from "@millrace/dsl/activity"
import { Declined } from "../tasks/order.ts"
import * as tasks from "../tasks/promises.ts"

export const increment = activity("increment", tasks.increment)
export const checkStock = activity("check-stock", tasks.checkStock)
export const price = activity("price", tasks.price)
export const shipping = activity("shipping", tasks.shipping)
export const pack = activity("pack", tasks.pack)
export const book = activity("book", tasks.book)
export const refund = activity("refund", { effects: "idempotent", run: tasks.refund })
export const charge = activity("charge", { errors: [Declined], effects: "idempotent", run: tasks.charge })
