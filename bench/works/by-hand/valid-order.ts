import type { Order } from "../tasks/order.ts"

/** An order that does not have the fields it must have. */
export class InvalidOrder extends Error {
  readonly problems: ReadonlyArray<string>

  constructor(problems: ReadonlyArray<string>) {
    super(`the order is invalid: ${problems.join(", ")}`)
    this.problems = problems
  }
}

/** Checks an order as one does without a library. */
export function validOrder(given: unknown): Order {
  if (!isRecord(given)) throw new InvalidOrder([])
  const { id, customer, cents, quantity, speed, items } = given
  if (
    typeof id === "string" &&
    typeof customer === "string" &&
    typeof cents === "number" &&
    typeof quantity === "number" &&
    (speed === "slow" || speed === "normal" || speed === "fast") &&
    areNumbers(items)
  ) {
    return { id, customer, cents, quantity, speed, items }
  }
  throw new InvalidOrder(Object.keys(given))
}

function areNumbers(value: unknown): value is ReadonlyArray<number> {
  return Array.isArray(value) && value.every((each) => typeof each === "number")
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
}
