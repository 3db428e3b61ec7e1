/** Gives numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function makeChance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Texts of which each has broken some generator of code. */
export const hostileStrings: ReadonlyArray<string> = [
  (
    "arguments as async await break case catch class const constructor continue debugger default delete do else enum " +
    "eval export extends false finally for from function get if implements import in instanceof interface let new " +
    "null of package private protected prototype public return satisfies set static super switch this throw true try " +
    "type typeof undefined using var void while with yield NaN Infinity globalThis Object Array String Math JSON " +
    "Promise Symbol Schema hasOwnProperty toString valueOf toJSON then catch length name caller __defineGetter__ " +
    "at g b effect runner step flows flow scope body plan digest steps input output vars item index state iteration " +
    "error resource otherwise inThen key url value result parallel race graph child signal human use saga sleep " +
    "_at _input a A aB a-b a_b unnamed unnamedStep workflow millraceStep millraceFlows takeBranch $ _ $$ __ " +
    "__proto__ 0 00 1 01 1e3 -0 -1 0x10 4294967294 4294967295 9007199254740993 1n .5"
  ).split(" "),
  ["'", '"', "`", "\\", "\\\\", "'\"`", '\\"', "\\'", "\\`", "${", "${}", "}", "{{this}}", "{{{x}}}", "$&", "$1", "$'"],
  [
    "//",
    "/*",
    "*/",
    "/**/",
    "<!--",
    "-->",
    "</script>",
    "</SCRIPT",
    "<![CDATA[",
    "#!",
    "/regex/g",
    "//# sourceMappingURL=x",
  ],
  ["@ts-ignore", "// @ts-nocheck", "@deprecated", "/// <reference path='x' />", '"use strict"', "*", "/", "@", "#"],
  [
    ";",
    ",",
    "(",
    ")",
    "[",
    "]",
    "{",
    "=>",
    "...",
    "?.",
    "a.b",
    "a[0]",
    "a;b",
    "a=b",
    "../../etc/passwd",
    "./x",
    "C:\\x",
  ],
  [
    "\n",
    "\r",
    "\r\n",
    "\n\r",
    "\u2028",
    "\u2029",
    "\u0085",
    "\v",
    "\f",
    "\t",
    "\0",
    "\u00001",
    "\b",
    "\x1b[31m",
    "\x7f",
  ],
  [" ", "  a  ", "\u00a0", "\ufeff", "\u200b", "\u200c", "\u200d", "\u00ad", "\u180e", "\u3000", "a\nb", "a\\\nb"],
  ["\ud800", "\udc00", "\ud800a", "a\udfff", "\udc00\ud800", "\u{1f389}", "\u{10ffff}", "\ufffe", "\uffff", "\ufffd"],
  ["\u202e", "\u202aa", "\u2066b\u2069", "\u200e", "\u200f", "\u061c", "a\u202e/*\u2066", "\u206a", "\u{e0001}"],
  ["e\u0301", "\u00e9", "\u212b", "\u00c5", "A\u030a", "\u0301", "\ufb01", "\u0131", "\u0130", "\u00df", "\u017f"],
  [
    "\u0430",
    "\u0391",
    "\u{1d4d0}",
    "\u{2f800}",
    "\u{105d0}",
    "\u{1c89}",
    "\u{a7cb}",
    "\u{16d40}",
    "\u{33479}",
    "\u2118",
    "\u00b7",
  ],
  [
    "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
    "\u{1f1e9}\u{1f1ea}",
    "\u0e01\u0e33",
    "\u05d0",
    "\u0627",
    "\u4e2d",
    "\u30fb",
    "\u2e2f",
  ],
  ["u0041", "\\u0041", "\\x41", "\\u{41}", "\\0", "\\n", "\\u2028", "\\", "%00", "%2e%2e%2f", "&quot;", "&#39;"],
].flat()

/** Code that sets a global when it comes out of the place it was meant for. */
export const canaries: ReadonlyArray<string> = [
  '";globalThis.__canary=1;//',
  "';globalThis.__canary=1;//",
  "`;globalThis.__canary=1;//",
  '\\";globalThis.__canary=1;//',
  "\\';globalThis.__canary=1;//",
  "${globalThis.__canary=1}",
  "`+(globalThis.__canary=1)+`",
  "'+(globalThis.__canary=1)+'",
  '"+(globalThis.__canary=1)+"',
  "*/globalThis.__canary=1;/*",
  "*\n/globalThis.__canary=1;/*",
  "*\u0000/globalThis.__canary=1;/*",
  "\nglobalThis.__canary=1\n",
  "\rglobalThis.__canary=1\r",
  "\u2028globalThis.__canary=1\u2028",
  "\u2029globalThis.__canary=1//",
  ']:(globalThis.__canary=1),["',
  '"]:globalThis.__canary=1,"',
  "):globalThis.__canary=1;(",
  "}}),globalThis.__canary=1,({a:{",
  "/;globalThis.__canary=1;/",
  "--><script>globalThis.__canary=1</script><!--",
  "{{#if globalThis.__canary=1}}",
]

/** Makes a hostile string: one of the known ones, or a few of them and of random characters joined. */
export function hostileString(chance: () => number): string {
  const all = chance() < 0.2 ? canaries : hostileStrings
  const kind = chance()
  if (kind < 0.25) return pick(all, chance)
  const length = 1 + Math.floor(chance() * 4)
  return Array.from({ length }, () => (chance() < 0.6 ? pick(all, chance) : character(chance))).join("")
}

function pick(from: ReadonlyArray<string>, chance: () => number): string {
  return from[Math.floor(chance() * from.length)] ?? ""
}

const ranges = [0x80, 0x100, 0x800, 0x3000, 0x10000, 0x110000] as const

function character(chance: () => number): string {
  const range = ranges[Math.floor(chance() * ranges.length)] ?? 0x80
  return String.fromCodePoint(Math.floor(chance() * range))
}
