/** Ten steps that add one each, each of them kept by `step` before the next begins. */
export async function tenSteps(
  n: number,
  step: (name: string, work: () => Promise<number>) => PromiseLike<number>,
): Promise<number> {
  let value = n
  for (let count = 1; count <= 10; count++) {
    const before = value
    value = await step(`s${count}`, async () => before + 1)
  }
  return value
}
