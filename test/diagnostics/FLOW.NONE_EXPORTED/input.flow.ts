
export const name = "order"
