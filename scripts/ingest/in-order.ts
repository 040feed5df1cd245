/**
 * Works on what comes, `width` at a time, and tells of results in the order of coming. Nothing is begun
 * while `width` are neither done nor told of, so that a stop repeats no more than these.
 */
export async function inOrder<In, Out>(
  source: AsyncIterable<In>,
  width: number,
  work: (input: In) => Promise<Out>,
  tell: (input: In, output: Out) => void,
): Promise<void> {
  const underWay: { input: In; output: Promise<Out> }[] = [];
  const tellFirst = async () => {
    const first = underWay.shift();
    if (first) tell(first.input, await first.output);
  };
  for await (const input of source) {
    if (underWay.length >= width) await tellFirst();
    const output = work(input);
    // A later one may fail while the first is awaited; its turn comes.
    output.catch(() => undefined);
    underWay.push({ input, output });
  }
  while (underWay.length > 0) await tellFirst();
}
