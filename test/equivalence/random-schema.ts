import { between, pick } from "./chance.ts"
import type { Chance } from "./chance.ts"

/** A random schema as it is written in a flow, and what makes values that it may accept. */
export interface RandomSchema {
  readonly text: string
  readonly value: (chance: Chance) => unknown
}

/** Schemas without inner ones that effect's compiler writes code for. */
export const plainLeaves: ReadonlyArray<RandomSchema> = [
  { text: "Schema.String", value: (chance) => pick(chance, ["", "a", "prototype", "\u2028"]) },
  { text: "Schema.NonEmptyString", value: (chance) => pick(chance, ["", "full"]) },
  { text: "Schema.Number", value: (chance) => pick(chance, [0, -1, 1.5, NaN, Infinity]) },
  { text: "Schema.Int", value: (chance) => pick(chance, [0, 7, 1.5]) },
  { text: "Schema.Boolean", value: (chance) => chance() < 0.5 },
  { text: "Schema.Null", value: () => null },
  { text: "Schema.Unknown", value: (chance) => pick(chance, [undefined, 1, {}]) },
  { text: 'Schema.Literals(["slow", "fast", 3])', value: (chance) => pick(chance, ["slow", "fast", 3, "other"]) },
  { text: 'Schema.TemplateLiteral(["order-", Schema.Number])', value: (chance) => pick(chance, ["order-1", "order-"]) },
]

/** The same, and those that it leaves to its interpreter. */
export const allLeaves: ReadonlyArray<RandomSchema> = [
  ...plainLeaves,
  { text: "Schema.NumberFromString", value: (chance) => pick(chance, ["1", "1.5", "one"]) },
  { text: "Schema.Date", value: (chance) => pick(chance, [new Date(0), new Date(Number.NaN), "1970"]) },
]

const names: ReadonlyArray<string> = ["id", "a-b", "__proto__", "constructor", "é", "lines", "1"]

/** How deep a schema may be nested, and what it is made of. */
interface Extent {
  readonly depth: number
  readonly leaves: ReadonlyArray<RandomSchema>
}

/** Makes a random schema. */
function randomSchema(chance: Chance, { depth, leaves }: Extent): RandomSchema {
  if (depth === 0 || chance() < 0.3) return pick(chance, leaves)
  const nested = [randomStruct, randomArray, randomTuple, randomUnion, randomRecord]
  return pick(chance, nested)(chance, { depth: depth - 1, leaves })
}

/** Makes a random schema of an object, such as inputs are. */
export function randomStruct(chance: Chance, { depth, leaves }: Extent): RandomSchema {
  const fields = names
    .filter(() => chance() < 0.5)
    .map((name) => ({ name, isOptional: chance() < 0.3, schema: randomSchema(chance, { depth, leaves }) }))
  const written = fields.map(({ name, isOptional, schema: { text } }) => {
    return `${JSON.stringify(name).replace('"__proto__"', '["__proto__"]')}: ${isOptional ? `Schema.optionalKey(${text})` : text}`
  })
  return {
    text: `Schema.Struct({ ${written.join(", ")} })`,
    value: (turn) =>
      Object.fromEntries(
        fields
          .filter(({ isOptional }) => !isOptional || turn() < 0.5)
          .map(({ name, schema }) => [name, spoiled(schema, turn)]),
      ),
  }
}

function randomArray(chance: Chance, { depth, leaves }: Extent): RandomSchema {
  const item = randomSchema(chance, { depth, leaves })
  return {
    text: `Schema.Array(${item.text})`,
    value: (turn) => Array.from({ length: between(turn, 0, 3) }, () => spoiled(item, turn)),
  }
}

function randomTuple(chance: Chance, { depth, leaves }: Extent): RandomSchema {
  const items = Array.from({ length: between(chance, 0, 3) }, () => randomSchema(chance, { depth, leaves }))
  return {
    text: `Schema.Tuple([${items.map(({ text }) => text).join(", ")}])`,
    value: (turn) => items.map((item) => spoiled(item, turn)).slice(0, turn() < 0.1 ? 1 : items.length),
  }
}

function randomUnion(chance: Chance, { depth, leaves }: Extent): RandomSchema {
  const members = Array.from({ length: between(chance, 2, 3) }, () => randomSchema(chance, { depth, leaves }))
  return {
    text: `Schema.Union([${members.map(({ text }) => text).join(", ")}])`,
    value: (turn) => pick(turn, members).value(turn),
  }
}

function randomRecord(chance: Chance, { depth, leaves }: Extent): RandomSchema {
  const item = randomSchema(chance, { depth, leaves })
  return {
    text: `Schema.Record(Schema.String, ${item.text})`,
    value: (turn) => Object.fromEntries(names.filter(() => turn() < 0.3).map((name) => [name, spoiled(item, turn)])),
  }
}

/** Makes a value that may be accepted, or once in a while any other. */
function spoiled(schema: RandomSchema, chance: Chance): unknown {
  return chance() < 0.05 ? pick(chance, [undefined, null, "x", 0, [], {}, new Map()]) : schema.value(chance)
}
