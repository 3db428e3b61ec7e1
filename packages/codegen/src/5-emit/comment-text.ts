/** Makes text of an author safe to stand in a comment: on one line, and unable to end it. */
export function commentText(content: string): string {
  return content
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll("*/", "*\\/")
    .trim()
}
