import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { callForPet, callForPets, getPet, getPets, logIn } from "./pets.ts"

const vars = { petstore: "https://petstore.swagger.io/v2", httpbin: "https://httpbin.org" }
const Status = Schema.Struct({ status: Schema.String })
const PetId = Schema.Struct({ petId: Schema.Int })

/** Calls an address made from the input, and gives the first item of what comes back. */
export const httpContent = flow("call http, content", { input: Status, vars })
  .step("findPet", getPets, ({ input, vars }) => `${vars.petstore}/pet/findByStatus?status=${input.status}`)
  .returns(({ findPet }) => findPet[0])

/** Gives the whole exchange: what was sent, status, headers and content. */
export const httpResponse = flow("call http, response", { input: PetId, vars })
  .step("getPet", getPet, ({ input, vars }) => `${vars.petstore}/pet/${input.petId}`)
  .returns(({ getPet }) => getPet)

/** Calls with a name and a password. */
export const httpBasicAuth = flow("call http, basic authentication", {
  input: Schema.Struct({ username: Schema.String, password: Schema.String }),
  vars,
})
  .step("login", logIn, ({ input, vars }) => ({
    uri: `${vars.httpbin}/basic-auth/${input.username}/${input.password}`,
    username: input.username,
    password: input.password,
  }))
  .returns(({ login }) => login)

/** Calls an operation by its id in an OpenAPI document, and gives how many items come back. */
export const openApiContent = flow("call openapi, content", { input: Status, vars })
  .step("findPet", callForPets, ({ input, vars }) => ({
    document: `${vars.petstore}/swagger.json`,
    operationId: "findPetsByStatus",
    parameters: { status: input.status },
  }))
  .returns(({ findPet }) => findPet.length)

/** The same for the whole exchange. */
export const openApiResponse = flow("call openapi, response", { input: PetId, vars })
  .step("getPet", callForPet, ({ input, vars }) => ({
    document: `${vars.petstore}/swagger.json`,
    operationId: "getPetById",
    parameters: { petId: input.petId },
  }))
  .returns(({ getPet }) => getPet)
