/** Gives the fields that have a value, frozen: optional fields of a node are left out rather than `undefined`. */
export function defined<T extends object>(fields: { readonly [Key in keyof T]: T[Key] | undefined }): T {
  // Required fields of T cannot be undefined at the call sites, and the optional ones may be left out.
  return Object.freeze(Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))) as T
}
