import { TextNotKept } from "../failures/text-not-kept.ts"

/** Whether a store gives a name back as it is: as UTF-8 there is no half of a surrogate pair. */
export function isKept(text: string): boolean {
  return !/\p{Surrogate}/u.test(text)
}

/** Throws `TextNotKept` where a store would give another name back. */
export function assertKept(text: string, subject: string): void {
  if (!isKept(text)) throw new TextNotKept({ subject, text })
}
