const rates = { low: 1, high: 2 }

export const fallback = 3

export { rates as default }
