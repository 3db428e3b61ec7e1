import { activity } from "@millrace/dsl"

export const translate = activity(
  "translate",
  async ({ text, to }: { readonly text: string; readonly to: string }) => `${to}: ${text}`,
)

export const languagesOf = ({
  input,
}: {
  readonly input: { readonly text: string }
}): { readonly language: string; readonly rounds: number } => ({
  language: input.text.length > 3 ? "de" : "fr",
  rounds: 2,
})
