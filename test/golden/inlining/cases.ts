const customer = { name: "Ann", address: { city: "Ulm" } }

export const cases = {
  inlining: [
    { customer, lines: [] },
    {
      customer,
      lines: [
        { label: "a", price: 1.5 },
        { label: "b", price: 20 },
      ],
      discount: 2,
    },
  ],
}
