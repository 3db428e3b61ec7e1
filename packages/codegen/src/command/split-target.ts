/** Splits `order.flow.ts#placeOrder` into the file and the flow. */
export function splitTarget(target: string): { readonly path: string; readonly name: string | undefined } {
  const hash = target.lastIndexOf("#")
  return hash < 0 ? { path: target, name: undefined } : { path: target.slice(0, hash), name: target.slice(hash + 1) }
}
