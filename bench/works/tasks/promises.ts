import { declined } from "./order.ts"

/** The same tasks as async functions. */
export const increment = async (given: { readonly n: number }): Promise<number> => given.n + 1

export const checkStock = async (given: { readonly id: string }): Promise<boolean> => given.id !== ""
export const price = async (given: { readonly cents: number; readonly quantity: number }): Promise<number> =>
  given.cents * given.quantity
export const shipping = async (given: { readonly price: number }): Promise<number> => given.price + 500
export const pack = async (given: { readonly weight: number }): Promise<number> => given.weight + 1

/** Fails when it is tried for the first time. */
export const charge = async (
  given: { readonly cents: number },
  context: { readonly attempt: number },
): Promise<string> => {
  if (context.attempt === 1) throw declined
  return `charged ${given.cents}`
}
export const refund = async (_given: { readonly receipt: string }): Promise<void> => undefined
export const book = async (given: { readonly receipt: string }): Promise<string> => given.receipt
