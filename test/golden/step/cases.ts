export const cases = {
  steps: [{ url: "/a" }, { url: "/busy" }],
  again: [{ url: "/b" }, { url: "/busy" }],
}
