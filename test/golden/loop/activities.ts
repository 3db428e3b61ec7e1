import { activity } from "@millrace/dsl"

export interface Guess {
  readonly value: number
  readonly error: number
}

export const improve = activity("improve", ({ value, of }: { readonly value: number; readonly of: number }): Guess => {
  const next = (value + of / value) / 2
  return { value: next, error: Math.abs(next * next - of) }
})

export const isClose = (guess: Guess): boolean => guess.error < 0.001
