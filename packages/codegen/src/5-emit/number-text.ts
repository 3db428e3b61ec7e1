/** Writes a number, with its digits in groups of three from five digits on: `30_000`. */
export function numberText(value: number): string {
  if (Object.is(value, -0)) return "-0"
  const [whole = "", ...fraction] = String(value).replace("e+", "e").split(".")
  const grouped = /^-?\d{5,}$/.test(whole) ? whole.replace(/\B(?=(\d{3})+$)/g, "_") : whole
  return [grouped, ...fraction].join(".")
}
