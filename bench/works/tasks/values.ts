import { declined } from "./order.ts"

/** The smallest work there is: what is measured is everything around it. These give values. */
export const increment = (given: { readonly n: number }): number => given.n + 1

export const checkStock = (given: { readonly id: string }): boolean => given.id !== ""
export const price = (given: { readonly cents: number; readonly quantity: number }): number =>
  given.cents * given.quantity
export const shipping = (given: { readonly price: number }): number => given.price + 500
export const pack = (given: { readonly weight: number }): number => given.weight + 1

/** Fails when it is tried for the first time. */
export const charge = (given: { readonly cents: number }, context: { readonly attempt: number }): string => {
  if (context.attempt === 1) throw declined
  return `charged ${given.cents}`
}
export const refund = (_given: { readonly receipt: string }): void => undefined
export const book = (given: { readonly receipt: string }): string => given.receipt
