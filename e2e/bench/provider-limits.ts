import type { InferenceSession } from "onnxruntime-node";
import type { Provider } from "#lib/scoring/index.ts";
import { createSession } from "#lib/scoring/local-session.ts";
import { encodeModel, FLOAT, INT64, type Operation } from "#lib/training/onnx-messages.ts";

/** What a provider does at most, measured: float operations and bytes of memory, each a second. */
export type Limits = { flopsPerSecond: number; bytesPerSecond: number };

const FEW = 2;
const MANY = 10;
/** Sides of the matrices multiplied: the first that takes long enough to be timed counts. */
const SIDES = [256, 512, 1024, 2048, 4096];
/** 64 MB of floats, more than caches hold. */
const LONG = 1 << 24;
const MANY_SUMS = [18, 130];
const LONG_ENOUGH_MS = 40;
const RUNS = 5;

/**
 * Measures a provider with products of square matrices, and with sums over long rows of numbers. Both begin and end
 * with one number, so that nothing large crosses to the device and back; the time of a short chain is taken from that
 * of a long one, and leaves what the operations themselves take.
 */
export async function measureLimits(provider: Provider, threads: number): Promise<Limits> {
  let flopsPerSecond = 0;
  for (const side of SIDES) {
    const took = await timeChains(provider, threads, [side, side], "MatMul", [FEW, MANY], 1 / side);
    flopsPerSecond = ((MANY - FEW) * 2 * side ** 3) / (took / 1000);
    if (took >= LONG_ENOUGH_MS) break;
  }
  let bytesPerSecond = 0;
  for (const many of MANY_SUMS) {
    const took = await timeChains(provider, threads, [LONG], "Add", [FEW, many], 1);
    // Each sum reads the row and writes one.
    bytesPerSecond = ((many - FEW) * 2 * 4 * LONG) / (took / 1000);
    if (took >= LONG_ENOUGH_MS) break;
  }
  return { flopsPerSecond, bytesPerSecond };
}

/** Milliseconds that the longer of two chains takes more than the shorter, medians. */
async function timeChains(
  provider: Provider,
  threads: number,
  shape: readonly number[],
  operation: "MatMul" | "Add",
  [few, many]: readonly [number, number],
  value: number,
): Promise<number> {
  const [short, long] = [
    await timeChain(provider, threads, shape, operation, few, value),
    await timeChain(provider, threads, shape, operation, many, value),
  ];
  return Math.max(long - short, 1e-3);
}

async function timeChain(
  provider: Provider,
  threads: number,
  shape: readonly number[],
  operation: "MatMul" | "Add",
  length: number,
  value: number,
): Promise<number> {
  const { Tensor } = await import("onnxruntime-node");
  const session = await createSession<InferenceSession>(
    encodeChain(shape, operation, length),
    threads,
    [provider],
    async (opened, found) => {
      if (found !== provider) throw new Error(`${provider} cannot run a chain of ${operation}`);
      return opened;
    },
  );
  const feeds = { x: new Tensor("float32", Float32Array.of(value), [1]) };
  await session.run(feeds);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const from = performance.now();
    await session.run(feeds);
    times.push(performance.now() - from);
  }
  await session.release();
  return times.sort((a, b) => a - b)[Math.floor(RUNS / 2)] as number;
}

/** x spread over a shape, the operation `length` times over, and the largest number of the end. */
function encodeChain(shape: readonly number[], operation: "MatMul" | "Add", length: number): Uint8Array {
  const steps: Operation[] = Array.from({ length }, (_, at) => ({
    type: operation,
    // A matrix of 1/n times itself is itself; a row plus one number reads the row alone.
    inputs: [`y${at}`, operation === "MatMul" ? "y0" : "x"],
    output: `y${at + 1}`,
  }));
  return encodeModel({
    name: "chain",
    metadata: {},
    inputs: [{ name: "x", type: FLOAT, shape: [1] }],
    outputs: [{ name: "largest", type: FLOAT, shape: shape.map(() => 1) }],
    tensors: [{ name: "shape", type: INT64, shape: [shape.length], data: BigInt64Array.from(shape, BigInt) }],
    operations: [
      { type: "Expand", inputs: ["x", "shape"], output: "y0" },
      ...steps,
      {
        type: "ReduceMax",
        inputs: [`y${length}`],
        output: "largest",
        integers: { axes: shape.map((_, at) => at), keepdims: 1 },
      },
    ],
  });
}
