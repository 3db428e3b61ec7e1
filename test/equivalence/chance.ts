/** A source of numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export type Chance = () => number

/** Makes a source of chance. */
export function makeChance(seed: number): Chance {
  let state = Math.imul(seed, 0x9e3779b1)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Chooses one of several. */
export function pick<Choice>(chance: Chance, choices: ReadonlyArray<Choice>): Choice {
  if (choices.length === 0) throw new RangeError("there is nothing to choose from")
  // The index is below the length.
  return choices[Math.floor(chance() * choices.length)] as Choice
}

/** Gives a whole number from `least` to `most`. */
export function between(chance: Chance, least: number, most: number): number {
  return least + Math.floor(chance() * (most - least + 1))
}

/** Gives an option by name with some probability, to be spread into an object. */
export function perhaps<Value extends object>(chance: Chance, share: number, value: () => Value): Value | {} {
  return chance() < share ? value() : {}
}
