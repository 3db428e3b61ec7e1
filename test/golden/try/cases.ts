const cards = [{ card: "good" }, { card: "bad" }, { card: "off" }, { card: "bug" }]

export const cases = { payments: cards, handled: cards }
