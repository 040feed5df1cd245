"""Self-supervised pre-training: words are left out, and told from what stands around them. No labels are read."""
import argparse
import math
import time

import numpy as np
import torch
from arrays import TRAIN, Arrays
from encoder import Encoder
from torch import nn
from torch.nn import functional as F
from train_encoder import batches, drop, list_definitions

# Words that are asked for: the most frequent ones, by the number of their first slot.
WORDS = 8192
LEFT_OUT = 0.15


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--tokens", type=int, default=12288)
    parser.add_argument("--longest", type=int, default=64)
    parser.add_argument("--templates", type=int, default=30000)
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    natural, templates = Arrays(options.data, "natural"), Arrays(options.data, "templates")
    natural.lengths = np.minimum(natural.lengths, options.longest)
    train = np.flatnonzero(natural.split == TRAIN)
    inside = np.repeat(natural.split == TRAIN, np.diff(natural.offsets))
    counts = np.bincount(natural.tokens[inside, 0], minlength=natural.facts["space"])
    frequent = np.argsort(-counts)[:WORDS]
    class_of = np.full(natural.facts["space"], -1, np.int64)
    class_of[frequent] = np.arange(WORDS)
    model = Encoder(natural.facts["space"], len(natural.facts["labels"]), len(natural.facts["sources"]),
                    len(list_definitions(natural)), width=options.width, dropout=0.1)
    guess = nn.Linear(options.width, WORDS)
    dense = [p for name, p in model.named_parameters() if name != "vectors.weight"] + list(guess.parameters())
    optimiser = torch.optim.AdamW(dense, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01)
    vectors = model.vectors.weight
    squares = torch.full_like(vectors, 1e-8)
    step, plan, started = 0, None, time.time()
    for epoch in range(1, options.epochs + 1):
        model.train()
        groups = [("natural", g) for g in batches(natural.lengths[train], options.tokens, rng)]
        picked = rng.choice(len(templates.lengths), options.templates, replace=False)
        groups += [("templates", picked[g]) for g in batches(templates.lengths[picked], options.tokens, rng)]
        rng.shuffle(groups)
        plan = plan or len(groups) * options.epochs
        total = right = asked = 0
        for kind, group in groups:
            step += 1
            rate = options.rate * min(1, step / 200) * (0.02 + 0.49 * (1 + math.cos(math.pi * min(1, step / plan))))
            for one in optimiser.param_groups:
                one["lr"] = rate
            ids = natural.batch(train[group]) if kind == "natural" else templates.batch(group)
            noisy = drop(ids, rng, 0.1, LEFT_OUT)
            target = class_of[ids[:, :, 0]]
            target[(noisy[:, :, 0] != 63) | (ids[:, :, 0] == 0)] = -1
            states, _ = model.tokens(torch.from_numpy(noisy))
            chosen = torch.from_numpy(target >= 0)
            logits = guess(states[chosen])
            truth = torch.from_numpy(target)[chosen]
            loss = F.cross_entropy(logits, truth)
            optimiser.zero_grad()
            vectors.grad = None
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 1.0)
            optimiser.step()
            with torch.no_grad():
                squares.mul_(0.999).addcmul_(vectors.grad, vectors.grad, value=0.001)
                vectors.addcdiv_(vectors.grad, squares.sqrt(), value=-rate * 0.3)
            total += float(loss) * len(truth)
            asked += len(truth)
            right += int((logits.argmax(1) == truth).sum())
        print(f"epoch {epoch} {time.time() - started:.0f}s steps {step} loss {total / asked:.3f} "
              f"right {right / asked:.3f}", flush=True)
        torch.save({"model": model.state_dict()}, options.out)


if __name__ == "__main__":
    main()
