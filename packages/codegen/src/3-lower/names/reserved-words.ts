/** Words that cannot name a variable in a module, and globals that a variable should not hide. */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    "arguments as async await break case catch class const continue debugger default delete do else enum eval export extends false " +
    "finally for from function get if implements import in instanceof interface let new null of package private protected " +
    "public return satisfies set static super switch this throw true try type typeof var void while with yield " +
    "undefined NaN Infinity globalThis Object Array String Number Boolean Symbol Math JSON Date Promise Map Set Error " +
    "RegExp BigInt Reflect Proxy Intl console process"
  ).split(" "),
)
