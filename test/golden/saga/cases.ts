export const cases = {
  trip: [
    { to: "Ghent", nights: 2 },
    { to: "Ghent", nights: 3 },
    { to: "Ghent", nights: 5 },
    { to: "Ghent", nights: 8 },
  ],
}
