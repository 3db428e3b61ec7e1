export const cases = {
  archive: [
    { sheets: ["letter", "card"], rounds: 1 },
    { sheets: ["letter", "torn card"], rounds: 1 },
    { sheets: ["form a", "form b"], rounds: 1 },
    { sheets: ["form a", "torn"], rounds: 5 },
    { sheets: [], rounds: 1 },
  ],
}
