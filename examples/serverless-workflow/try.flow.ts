import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { getPet } from "./pets.ts"

const vars = { petstore: "https://petstore.swagger.io/v2" }
const PetName = Schema.Struct({ petName: Schema.String })

/** Handles the failure that the call ends with, and completes. */
export const caughtError = flow("try, caught", { input: PetName, vars })
  .try(
    "tryGetPet",
    (b) =>
      b
        .step("getPet", getPet, ({ input, vars }) => `${vars.petstore}/pet/getPetByName/${input.petName}`)
        .returns(() => ({ error: undefined })),
    {
      NotFound: (b) =>
        b.let("setError", ({ error }) => ({
          error: { type: error.type, status: error.status, title: error.title },
        })),
    },
  )
  .returns(({ tryGetPet }) => tryGetPet)

/** Handles another failure than the one the call ends with, and so fails. */
export const uncaughtError = flow("try, uncaught", { input: PetName, vars })
  .try(
    "tryGetPet",
    (b) =>
      b
        .step("getPet", getPet, ({ input, vars }) => `${vars.petstore}/pet/getPetByName/${input.petName}`)
        .returns(() => ({ error: "none" })),
    { Unavailable: (b) => b.let("setError", ({ error }) => ({ error: error.title })) },
  )
  .returns(({ tryGetPet }) => tryGetPet)
