import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { getPet } from "./pets.ts"

const vars = { petstore: "https://petstore.swagger.io/v2" }
const PetId = Schema.Struct({ petId: Schema.Int })

/** A step sees a part of the input. */
export const inputFiltering = flow("input filtering", {
  input: Schema.Struct({ user: Schema.Struct({ claims: Schema.Struct({ subject: Schema.String }) }) }),
})
  .let("setPlayerId", ({ input }) => ({ playerId: input.user.claims.subject }))
  .returns(({ setPlayerId }) => setPlayerId)

/** Of what a call gives, a part goes on. */
export const outputFiltering = flow("output filtering", { input: PetId, vars })
  .step("getPet", getPet, ({ input, vars }) => `${vars.petstore}/pet/${input.petId}`)
  .returns(({ getPet }) => getPet.content.id)

/** What a step gives need not be an object. */
export const nonObjectOutput = flow("non-object output", { input: PetId, vars })
  .step("getPetById1", getPet, ({ input, vars }) => `${vars.petstore}/pet/${input.petId}`)
  .let("first", ({ getPetById1 }) => getPetById1.content.id)
  .step("getPetById2", getPet, ({ vars }) => `${vars.petstore}/pet/2`)
  .returns(({ first, getPetById2 }) => ({ ids: [first, getPetById2.content.id] }))
