/**
 * Runs one request at a time, and after it only the newest of those that came meanwhile: somebody who types faster
 * than a model answers sees the score of what stands there, not a queue of old ones.
 * @param onAnswer is not called for a request that failed; `onError` is
 */
export function latestOnly<In, Out>(
  run: (input: In) => Promise<Out>,
  onAnswer: (answer: Out, input: In) => void,
  onError: (error: unknown) => void,
): (input: In) => void {
  let running = false;
  let waiting: { input: In } | null = null;

  async function next(input: In): Promise<void> {
    running = true;
    try {
      onAnswer(await run(input), input);
    } catch (error) {
      onError(error);
    }
    running = false;
    const newest = waiting;
    waiting = null;
    if (newest) void next(newest.input);
  }

  return (input) => {
    if (running) waiting = { input };
    else void next(input);
  };
}
