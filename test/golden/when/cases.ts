const amounts = [{ amount: 1 }, { amount: 7 }, { amount: 30 }, { amount: 300 }]

export const cases = { whens: amounts, lastIsWhen: amounts }
