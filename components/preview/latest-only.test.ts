import { expect, it } from "vitest";
import { latestOnly } from "./latest-only.ts";

/** A run whose answers come when the test says so. */
function controlled() {
  const asked: { input: string; settle: PromiseWithResolvers<string> }[] = [];
  const answers: string[] = [];
  const errors: unknown[] = [];
  const ask = latestOnly<string, string>(
    (input) => {
      const settle = Promise.withResolvers<string>();
      asked.push({ input, settle });
      return settle.promise;
    },
    (answer) => answers.push(answer),
    (error) => errors.push(error),
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return { ask, asked, answers, errors, settled };
}

it("runs one at a time, and of those that come meanwhile only the newest", async () => {
  const { ask, asked, answers, settled } = controlled();
  for (const text of ["a", "ab", "abc", "abcd"]) ask(text);
  expect(asked.map(({ input }) => input)).toEqual(["a"]);
  asked[0]?.settle.resolve("score of a");
  await settled();
  expect(asked.map(({ input }) => input)).toEqual(["a", "abcd"]);
  asked[1]?.settle.resolve("score of abcd");
  await settled();
  expect(answers).toEqual(["score of a", "score of abcd"]);
  expect(asked).toHaveLength(2);
});

it("goes on after a failure", async () => {
  const { ask, asked, answers, errors, settled } = controlled();
  ask("a");
  ask("b");
  asked[0]?.settle.reject(new Error("lost device"));
  await settled();
  asked[1]?.settle.resolve("score of b");
  await settled();
  expect(errors).toHaveLength(1);
  expect(answers).toEqual(["score of b"]);
});
