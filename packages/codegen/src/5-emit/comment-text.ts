/**
 * Makes text of an author safe to stand in a comment: on one line, unable to end it, shown in the order in which it is
 * read, and the same again when it is read from a file (which cannot hold half a character).
 */
export function commentText(content: string): string {
  return content
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\p{Surrogate}\p{Bidi_Control}]/gu, "\ufffd")
    .replaceAll("*/", "*\\/")
    .trim()
}
