/** The id of the one message that answers the webhook at a path; one that is opened again has another nonce. */
export function webhookMessageId(path: string, nonce: string): string {
  return `webhook ${path} ${nonce}`
}
