import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { env, InferenceSession, Tensor } from "onnxruntime-node";
import { z } from "zod";

const tensorSchema = z.strictObject({
  name: z.string(),
  shape: z.array(z.int().nonnegative()),
  datatype: z.enum(["INT32", "FP32"]),
  data: z.array(z.number()),
});
const requestSchema = z.strictObject({
  id: z.string().optional(),
  inputs: z.array(tensorSchema).min(1),
  outputs: z.array(z.strictObject({ name: z.string() })).optional(),
});

/** How the server behaves from now on. */
export type Mood = "serving" | "broken" | "silent" | "refusing";

/**
 * A small Open Inference Protocol v2 server over a model repository (Triton's layout), for tests: readiness and
 * inference over HTTP/JSON. It is strict about what the protocol demands of a client.
 */
export async function startV2Server(modelsDir: string) {
  // The runtime's search for a graphics processor is no news in a test.
  env.logLevel = "fatal";
  let mood: Mood = "serving";
  const asked: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    asked.push(`${request.method} ${request.url}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (mood === "silent") return;
    if (mood === "broken") return send(503, { error: "not now" });
    if (mood === "refusing") return send(400, { error: "not like this" });
    if (request.method === "GET" && request.url === "/v2/health/ready") return send(200, { ready: true });
    const match = /^\/v2\/models\/([\w-]+)\/versions\/(\w+)\/infer$/.exec(request.url ?? "");
    if (request.method !== "POST" || !match) return send(404, { error: "no such endpoint" });
    try {
      send(
        200,
        await infer(modelsDir, match[1] ?? "", match[2] ?? "", JSON.parse(Buffer.concat(chunks).toString())),
      );
    } catch (error) {
      send(400, { error: String(error) });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    become: (next: Mood) => {
      mood = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function infer(modelsDir: string, name: string, version: string, body: unknown) {
  const { id, inputs, outputs } = requestSchema.parse(body);
  const session = await InferenceSession.create(await readFile(`${modelsDir}/${name}/${version}/model.onnx`));
  const feeds = Object.fromEntries(
    inputs.map(({ name: input, shape, datatype, data }) => {
      if (shape.reduce((product, size) => product * size, 1) !== data.length)
        throw new Error("shape and data differ");
      const tensor =
        datatype === "INT32"
          ? new Tensor("int32", Int32Array.from(data), shape)
          : new Tensor("float32", Float32Array.from(data), shape);
      return [input, tensor];
    }),
  );
  const results = await session.run(feeds, outputs?.map((one) => one.name) ?? session.outputNames);
  return {
    model_name: name,
    model_version: version,
    ...(id && { id }),
    outputs: Object.entries(results).map(([output, tensor]) => ({
      name: output,
      datatype: "FP32",
      shape: [...tensor.dims],
      data: Array.from(tensor.data as Float32Array),
    })),
  };
}
