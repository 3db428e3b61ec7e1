/** Why a token does not complete a task. */
export type TokenProblem = "unknown" | "expired" | "closed"

const problems: Readonly<Record<TokenProblem, string>> = {
  unknown: "was not given out by this engine",
  expired: "has expired",
  closed: "is for a task that nobody waits for any more",
}

/** A token does not complete a task. Terminal. */
export class TokenRefused extends Error {
  readonly _tag = "TokenRefused"
  override readonly name = "TokenRefused"
  readonly problem: TokenProblem

  constructor(problem: TokenProblem) {
    super(`the token ${problems[problem]}`)
    this.problem = problem
  }
}
