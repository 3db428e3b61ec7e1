/** What to write instead, by the sentence of the builder's types or TypeScript's own. `$1` is the name in it. */
const fixes: ReadonlyArray<readonly [sentence: RegExp, fix: string]> = [
  [
    /^'(.+)' is not an input of this (?:activity|capability|workflow|compensation)$/,
    "leave '$1' out, or correct its name",
  ],
  [/ needs a mapping that gives (.+)$/, "add a function of the scope that gives $1"],
  [/^no earlier node is named '(.+)'$/, "need a node that stands above this one"],
  [/^'(.+)' is not in the output of this workflow$/, "leave '$1' out, or add it to the 'output' schema"],
  [/^'(.+)' is already defined by an earlier step$/, "give one of the two another name"],
  [/^'(.+)' is a reserved name$/, "give the step another name"],
  [/ needs a block for case '(.+)'$/, "add a case '$1', or an 'otherwise'"],
  [/^'(.+)' is not a case of this match$/, "leave case '$1' out, or correct its label"],
  [
    /^the value of this loop's body does not fit its state$/,
    "let the body come to a value of the type that 'initial' gives",
  ],
  [
    /^this block cannot fail with '(.+)'$/,
    "leave handler '$1' out, or declare the error in the 'errors' of an activity",
  ],
  [/^'(.+)' is not in scope here: /, "read a name that an earlier step defines"],
  [/^Property '(.+)' is missing in type /, "add '$1'"],
]

/** Gives the fix for a message of the type checker's, when there is one to tell. */
export function fixFor(message: string): string | undefined {
  for (const [sentence, fix] of fixes) {
    const found = sentence.exec(message)
    if (found !== null) return fix.replace("$1", () => found[1] ?? "")
  }
  return undefined
}
