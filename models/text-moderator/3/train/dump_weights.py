"""Writes a checkpoint's numbers for `npm run encoder-export`: weights.f32 (little-endian) and weights.json."""
import argparse
import json
import os

import numpy as np
import torch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    checkpoint = torch.load(options.checkpoint)
    os.makedirs(options.out, exist_ok=True)
    tensors, at = [], 0
    with open(os.path.join(options.out, "weights.f32"), "wb") as file:
        for name, value in checkpoint["model"].items():
            # Linear layers are kept as [in, out]: what a row is multiplied with.
            array = value.t() if name.endswith("weight") and value.dim() == 2 and not name.startswith("vectors") else value
            array = np.ascontiguousarray(array.numpy(), "<f4")
            file.write(array.tobytes())
            tensors.append({"name": name, "shape": list(array.shape), "at": at})
            at += array.size
    facts = checkpoint["facts"]
    definitions = [{"label": facts["labels"][label], "source": facts["sources"][source]}
                   for label, source in checkpoint["definitions"]]
    with open(os.path.join(options.out, "weights.json"), "w") as file:
        json.dump({"features": facts["features"], "labels": facts["labels"], "definitions": definitions,
                   "steps": [1, 2, 4], "tensors": tensors}, file)


if __name__ == "__main__":
    main()
