/** Two spaces, the width at which the project indents. */
const tab = "  "

// Control characters, and those that change the direction of text, could make a terminal show something else.
// oxlint-disable-next-line no-control-regex -- control characters are what it is for
const unprintable = /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u

const narrow = /\p{Mn}|\p{Me}|\p{Cf}/u

/** Gives a text that a terminal shows as it is: tabs as spaces, control characters as `\ufffd`. */
export function printable(text: string): string {
  return text.replaceAll("\t", tab).replaceAll(unprintable, "\ufffd")
}

/** Counts the columns that a printable text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += narrow.test(character) ? 0 : wide.test(character) ? 2 : 1
  return width
}
