import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { InferenceSession } from "onnxruntime-node";
import { describe, expect, it } from "vitest";

type Port = { name: string; type: string; dims: number[] };
const ONNX_TYPE: Record<string, string> = {
  TYPE_INT32: "int32",
  TYPE_INT64: "int64",
  TYPE_FP32: "float32",
  TYPE_UINT8: "uint8",
};

/** The ports of one kind that a config.pbtxt declares (protobuf text format, triton-inference-server/common). */
function declared(config: string, kind: "input" | "output"): Port[] {
  const list = new RegExp(`^${kind}\\s*\\[([\\s\\S]*?)^\\]`, "m").exec(config)?.[1] ?? "";
  return [...list.matchAll(/name:\s*"(.*?)"\s*data_type:\s*(\w+)\s*dims:\s*\[(.*?)\]/g)].map(
    ([, name = "", type = "", dims = ""]) => ({
      name,
      type: ONNX_TYPE[type] ?? type,
      dims: dims.split(",").map(Number),
    }),
  );
}

/** The ports of a model without the batch's dimension; a dimension with a name may be any size, as -1 may. */
function ofModel(metadata: InferenceSession["inputMetadata"]): Port[] {
  return metadata.map((one) => {
    if (!one.isTensor) throw new Error(`${one.name} is no tensor`);
    return {
      name: one.name,
      type: one.type,
      dims: one.shape.slice(1).map((size) => (typeof size === "number" ? size : -1)),
    };
  });
}

const configs = globSync("models/*/config.pbtxt");

describe("models/ is a repository that an inference server reads as it is", () => {
  it("has a model at all", () => expect(configs.length).toBeGreaterThan(0));

  it.each(configs)("%s declares what the ONNX files take and give", async (file) => {
    const folder = path.dirname(file);
    const config = readFileSync(file, "utf8");
    expect(/^name: "(.*)"/m.exec(config)?.[1]).toBe(path.basename(folder));
    expect(/^(platform|backend): "onnxruntime(_onnx)?"/m.test(config)).toBe(true);
    expect(Number(/^max_batch_size: (\d+)/m.exec(config)?.[1])).toBeGreaterThan(0);
    const versions = /versions:\s*\[(.*?)\]/.exec(config)?.[1]?.split(",").map(Number) ?? [];
    expect(versions.length).toBeGreaterThan(0);
    for (const version of versions) {
      const model = path.join(folder, String(version), "model.onnx");
      expect(existsSync(model), model).toBe(true);
      const session = await InferenceSession.create(model);
      expect(ofModel(session.inputMetadata)).toEqual(declared(config, "input"));
      expect(ofModel(session.outputMetadata)).toEqual(declared(config, "output"));
    }
  });
});
