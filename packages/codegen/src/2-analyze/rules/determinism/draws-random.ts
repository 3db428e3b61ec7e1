import type { MappingRule } from "./mapping-rule.ts"
import { members, oneOf } from "./symbols.ts"

const cryptographic =
  "randomUUID randomUUIDv7 getRandomValues randomBytes randomInt randomFill randomFillSync pseudoRandomBytes generateKey " +
  "generateKeySync generateKeyPair generateKeyPairSync generatePrime generatePrimeSync webcrypto.randomUUID " +
  "webcrypto.getRandomValues webcrypto.subtle.generateKey"

/** Identifiers that are made from a name (`uuid`'s `v3` and `v5`) and generators with a seed give the same again. */
const draws = oneOf(
  "Math.random",
  ...members("crypto.", "randomUUID getRandomValues subtle.generateKey"),
  ...members("node:crypto#", cryptographic),
  ...members("uuid#", "v1 v4 v6 v7"),
  ...members("lodash#", "random sample sampleSize shuffle uniqueId"),
  ...members("lodash-es#", "random sample sampleSize shuffle uniqueId"),
  ...members("lodash/", "random sample sampleSize shuffle uniqueId"),
  "nanoid",
  "nanoid/non-secure",
  "cuid",
  "@paralleldrive/cuid2",
  "ulid#ulid",
  "ulid#monotonicFactory",
  "ulidx#ulid",
  "uniqid",
  "chance",
  "@faker-js/faker",
  "effect/Random",
)

/** A mapping that is evaluated again must give the same again. */
export const drawsRandom: MappingRule = {
  code: "MAPPING.DRAWS_RANDOM",
  does: "draws at random",
  fix: "draw in an activity, and read its result here",
  ofUse: draws,
}
