import { mkdirSync } from "node:fs"
import { Bank } from "./bank.ts"
import { Carrier } from "./carrier.ts"
import { Warehouse } from "./warehouse.ts"

/** Whom the shop works with. */
export interface Partners {
  readonly bank: Bank
  readonly warehouse: Warehouse
  readonly carrier: Carrier
}

let open: Partners | undefined

/** Opens the partners, whose databases are in a folder. */
export function openPartners(folder: string): Partners {
  mkdirSync(folder, { recursive: true })
  open = { bank: new Bank(folder), warehouse: new Warehouse(folder), carrier: new Carrier(folder) }
  return open
}

/** Gives the partners that were opened. */
export function partners(): Partners {
  if (open === undefined) throw new Error("the partners have not been opened")
  return open
}
