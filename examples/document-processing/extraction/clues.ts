import type { DocumentType } from "../document.ts"

/** Words that speak for a type of document; each clue counts once, however often it occurs. */
export interface Clue {
  readonly type: DocumentType
  readonly weight: number
  readonly pattern: RegExp
  readonly because: string
}

/** The clues in words, German and English. Weights: 3 names the type, 2 is hardly found elsewhere, 1 is a hint. */
export const clues: ReadonlyArray<Clue> = [
  clue("receipt", 3, /\b(?:kassenbon|kassenbeleg|quittung|(?:sales )?receipt)\b/i, "calls itself a receipt"),
  clue(
    "receipt",
    2,
    /\b(?:bargeld|r[uü]ckgeld|zur[uü]ck|girocard|ec-karte|lastschrift|kartenzahl\w*|kreditkarte)\b/i,
    "says how it was paid",
  ),
  clue("receipt", 2, /\b(?:zu zahlen|summe\s*(?:\[\d\])?\s*(?:eur|€|\d)|bal\s+\d)/i, "has a line to pay"),
  clue(
    "receipt",
    2,
    /\b(?:terminal|kasse|bon|beleg)[- ]?(?:id|nr)\b|kundenbeleg|k-u-n-d-e-n/i,
    "has a till or terminal number",
  ),
  clue("receipt", 1, /vielen dank|thank you for (?:shopping|your purchase)|ihren einkauf/i, "thanks for shopping"),
  clue("receipt", 1, /\bmwst\b|\bmehrwertst/i, "has value added tax"),
  clue("receipt", 1, /\b(?:markt|market|apotheke|filiale|store)\b/i, "names a shop"),
  clue(
    "invoice",
    3,
    /\b(?:invoice|rechnung)(?:s?[- ]?(?:number|no|nr|nummer|datum|date))\b/i,
    "has an invoice number or date",
  ),
  clue("invoice", 2, /^(?:invoice|rechnung)$/im, "is headed as an invoice"),
  clue(
    "invoice",
    2,
    /\b(?:bill(?:ed)? to|bill from|ship to|rechnungsempfänger|rechnungsadresse)\b/i,
    "says who is billed",
  ),
  clue("invoice", 2, /\b(?:due date|payment terms|zahlbar bis|zahlungsziel|fällig)\b/i, "says when it is due"),
  clue("invoice", 1, /\b(?:subtotal|vat rate|quantity|unit price|einzelpreis|nettobetrag)\b/i, "has positions"),
  clue("paper", 3, /^a\s?b\s?s\s?t\s?r\s?a\s?c\s?t\b/im, "has an abstract"),
  clue("paper", 2, /\b(?:keywords|key words|categories and subject descriptors|general terms)\b/i, "has keywords"),
  clue("paper", 2, /^(?:\d\.?\s+)?introduction\b/im, "has an introduction"),
  clue(
    "paper",
    2,
    /\b(?:university|universität|department of|institute)\b[\s\S]*@/i,
    "gives affiliations and addresses of authors",
  ),
  clue(
    "paper",
    2,
    /\bdoi\b|\b10\.\d{4,}\/|\bissn\b|\boriginal article\b|\b(?:acm|ieee|elsevier|springer)\b/i,
    "names a publisher or a DOI",
  ),
  clue("paper", 1, /\[\d+(?:[,–-]\s?\d+)*\]|\bet al\b/, "cites"),
  clue("paper", 1, /^(?:(?:materials? and )?methods|results|conclusions?)\s?:/im, "has methods and results"),
  clue(
    "form",
    3,
    /\b(?:omb no|form \d{3,}|formular|antragsformular|application form|tax return)\b/i,
    "has a form number",
  ),
  clue(
    "form",
    2,
    /\b(?:social security number|date of birth|geburtsdatum|driver licen[cs]e)\b/i,
    "asks for personal data",
  ),
  clue(
    "form",
    2,
    /\b(?:first name|last name|initial|home address|zip code|apt\.? no|vorname|straße und hausnummer)\b/i,
    "asks for a name or an address",
  ),
  clue(
    "form",
    2,
    /\b(?:see instructions|print (?:in|clearly)|check here|bitte ankreuzen|attach your)\b/i,
    "instructs who fills it in",
  ),
  clue(
    "form",
    3,
    /\b(?:notice of change|change of address|application for|antrag auf)\b/i,
    "is a request to an office",
  ),
  clue("letter", 3, /^(?:dear|sehr geehrte\w*|liebe[rs]?)\b/im, "opens with a salutation"),
  clue(
    "letter",
    3,
    /\b(?:sincerely|yours faithfully|kind regards|mit freundlichen grüßen)\b/i,
    "closes with a greeting",
  ),
  clue("letter", 2, /\b(?:subject|betreff)\s?:/i, "has a subject"),
  clue("letter", 2, /\b(?:initiated by|from|our reference|unser zeichen)\s?:/i, "says who sends it"),
  clue("letter", 2, /\b(?:circular|memorandum|rundschreiben)\b/i, "is a circular"),
  clue("letter", 1, /\bdate\s?:|\bdatum\s?:/i, "is dated"),
]

function clue(type: DocumentType, weight: number, pattern: RegExp, because: string): Clue {
  return { type, weight, pattern, because }
}
