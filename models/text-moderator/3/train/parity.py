"""What PyTorch says of some texts, for the test that the ONNX file says the same (lib/training/encoder-parity.test.ts).

The texts' tokens are those of lib/scoring/token-features.golden.json, so that no features are made here."""
import argparse
import json

import numpy as np
import torch
from encoder import Encoder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", required=True)
    parser.add_argument("--golden", required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    checkpoint = torch.load(options.checkpoint)
    facts = checkpoint["facts"]
    model = Encoder(facts["space"], len(facts["labels"]), len(facts["sources"]), len(checkpoint["definitions"]))
    model.load_state_dict(checkpoint["model"])
    model.eval()
    found = []
    with open(options.golden) as file:
        for one in json.load(file):
            ids = np.array(one["ids"], np.int64).reshape(1, -1, facts["slots"])
            with torch.no_grad():
                heads, _ = model(torch.from_numpy(ids))
            found.append({"text": one["text"], "heads": [round(float(value), 4) for value in heads[0]]})
    with open(options.out, "w") as file:
        json.dump({"labels": facts["labels"], "texts": found}, file, ensure_ascii=False, indent=1)


if __name__ == "__main__":
    main()
