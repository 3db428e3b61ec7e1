/** Says in an OpenAPI document that every operation needs the key, but those that say otherwise. */
export function securityOf(spec: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { components } = spec as { readonly components?: object }
  const key = {
    type: "http",
    scheme: "bearer",
    description: "The key that the server was started with; one on loopback may have none",
  }
  return { ...spec, components: { ...components, securitySchemes: { key } }, security: [{ key: [] }] }
}
