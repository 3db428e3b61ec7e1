/**
 * Writes a string as a literal that is safe in any script: quotes, line separators, `</script` and what turns the
 * direction of text are escaped.
 *
 * **Details**
 *
 * Double quotes, unless the text has more of them than of single ones; so formatters leave it as it is.
 */
export function quote(content: string): string {
  const doubles = content.split('"').length
  const singles = content.split("'").length
  const escaped = JSON.stringify(content)
    .slice(1, -1)
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029")
    .replace(/\p{Bidi_Control}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .replace(/<(?=\/script|!--)/gi, "\\x3C")
  if (doubles <= singles) return `"${escaped}"`
  return `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`
}
