export const cases = { processDocument: [{ path: "invoice.pdf" }, { path: "receipt.pdf" }, { path: "other.pdf" }] }

export const answers = { review: { approved: true, by: "ann" } }
