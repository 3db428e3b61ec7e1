/** What `millrace doctor` has to say of one thing. */
export interface Finding {
  readonly isFine: boolean
  readonly message: string
  readonly fix?: string
}

/** Says that something is as it should be. */
export function fine(message: string): Finding {
  return { isFine: true, message }
}

/** Says what is wrong, and what to do about it. */
export function wrong(message: string, fix: string): Finding {
  return { isFine: false, message, fix }
}
