export const cases = {
  matches: [{ text: "invoice 1" }, { text: "r" }, { text: "x" }, { text: 'i\'m "quoted"' }, { text: "" }],
}
