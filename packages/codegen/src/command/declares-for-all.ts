/** Says whether a module declares something for files that do not import it. */
export function declaresForAll(text: string | undefined): boolean {
  if (text === undefined) return false
  return (
    !/^\s*(?:import|export)\b/m.test(text) ||
    /\bdeclare\s+(?:global|module|namespace)\b/.test(text) ||
    /^\/\/\/\s*<reference\b/m.test(text)
  )
}
