import { flow } from "@millrace/dsl"
import * as Schema from "effect/Schema"
import { Order } from "../workflow-parts.ts"

const declared = flow("out", { input: Order, output: Schema.Struct({ status: Schema.Literals(["ok", "bad"]) }) })

// refused at `status`: Type '"fine"' is not assignable to type '"bad" | "ok"'
declared.returns(() => ({ status: "fine" }))

// refused at `note`: 'note' is not in the output of this workflow
declared.returns(() => ({ status: "ok", note: "x" }))

// refused at `({})`: Property 'status' is missing
declared.returns(() => ({}))

// refused at `wrong }`: Property 'wrong' does not exist on type
declared.returns(({ wrong }) => ({ status: wrong }))

// refused at `.let`: Property 'let' does not exist on type 'Workflow<
declared.returns(() => ({ status: "ok" })).let("more", () => 1)
