import { expect, test } from "vitest"
import { compileText } from "./compile-text.ts"
import { syntaxShape } from "./syntax-shape.ts"

test.each([
  ["a comment that a line separator ends", "() => 1 // it\u2028", "() => 1"],
  ["a comment that a carriage return ends", "() => ( // it\r1)", "() => 1"],
  ["a comment with the end of a template", "() => /* `${ */ 1", "() => 1"],
  ["a comment with a script's end", "() => { // <!-- </script>\n return 1 }", "() => 1"],
  ["a regular expression like a comment", "() => /[/*]*\\/'\"`/.test('*/')", "() => /a/.test('b')"],
  ["a template over lines", "() => `a\r\n  ${'`'}\u2028//\n*/`", "() => `a${'b'}c`"],
  ["a template in a template", "() => `${`${'}'}`}`", "() => `${`${'a'}`}`"],
  ["a continued string", "() => 'a\\\n  b\\\r\n  c'", "() => 'a'"],
  ["a name that is escaped", "() => \\u0053tring(1)", "() => String(1)"],
  ["a property that is escaped", "({ \\u0061: it }) => it", "({ a: it }) => it"],
  ["keys that are hostile", "() => ({ '__proto__': 1, ['__proto__']: 2 })", "() => ({ a: 1, ['__proto__']: 2 })"],
])("a mapping keeps its syntax: %s", (_, hostile, benign) => {
  expect(syntaxShape(returning(hostile))).toBe(syntaxShape(returning(benign)))
})

test("a property read under an escaped name is the step of that name", () => {
  expect(returning("({ \\u0061: it }) => it")).toBe(returning("({ a: it }) => it"))
})

test("a step of 64 kB of hostile text compiles to the syntax of any other", () => {
  const long = "'\"`\\${*/\u2028".repeat(8192)
  const runner = named(long)
  expect(long).toHaveLength(2 ** 16 + 8192)
  expect(syntaxShape(runner)).toBe(syntaxShape(named("a")))
})

function returning(lambda: string): string {
  return compileText(
    `import { flow } from "@millrace/dsl"\nexport const made = flow("w").let("a", () => 1).returns(${lambda})\n`,
  )
}

function named(name: string): string {
  const text = JSON.stringify(name)
  return compileText(
    `import { flow } from "@millrace/dsl"\nexport const made = flow("w").let(${text}, () => 1).returns((scope) => scope[${text}])\n`,
  )
}
