const texts = [{ text: "abc" }, { text: "abcdef" }, { text: 1 }, undefined]

export const cases = { constants: texts, computed: texts, named: texts, nothing: [undefined] }
