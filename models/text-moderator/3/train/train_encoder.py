"""Trains the encoder; see README.md. Writes a checkpoint and dev scores after every epoch."""
import argparse
import copy
import math
import time

import numpy as np
import torch
from arrays import DEV, TRAIN, Arrays, auc
from encoder import Encoder
from torch.nn import functional as F

SOURCE_REFERENCE = 8000
SOURCE_POWER = 0.5
# Steps between additions to the running mean of weights that is kept.
AVERAGE_EVERY = 10


def list_definitions(natural, least=30):
    """(label, source) pairs of which training has both classes, in a fixed order."""
    facts = natural.facts
    pairs = []
    for label in range(len(facts["labels"])):
        for source in range(len(facts["sources"])):
            values = natural.labels[(natural.source == source) & (natural.split == TRAIN), label]
            if min((values == 0).sum(), (values == 1).sum()) >= least:
                pairs.append((label, source))
    return pairs


def weigh(arrays, rows):
    """[sources, labels]: how much an example counts; 0 where a source has one class only."""
    facts = arrays.facts
    weights = np.zeros((len(facts["sources"]), len(facts["labels"])), np.float32)
    for source in range(len(facts["sources"])):
        mine = arrays.labels[rows[arrays.source[rows] == source]]
        for label in range(len(facts["labels"])):
            zeros, ones = (mine[:, label] == 0).sum(), (mine[:, label] == 1).sum()
            if zeros and ones:
                weights[source, label] = ((zeros + ones) / SOURCE_REFERENCE) ** -SOURCE_POWER
    return weights


def batches(lengths, size, rng):
    """Groups of places in `lengths`, like lengths together, at most `size` padded tokens each, in random order."""
    order = np.argsort(lengths + rng.random(len(lengths)) * 2)
    groups, start = [], 0
    while start < len(order):
        end = start + 1
        while end < len(order) and (end - start + 1) * max(1, lengths[order[end]]) <= size and end - start < 1024:
            end += 1
        groups.append(order[start:end])
        start = end
    rng.shuffle(groups)
    return groups


def drop(ids, rng, subwords, words):
    """Leaves out some numbers of each token, and some tokens' words, so that spelling and context must carry."""
    keep = rng.random(ids.shape, dtype=np.float32) >= subwords
    keep[:, :, 0] = True
    out = ids * keep
    masked = (rng.random(ids.shape[:2], dtype=np.float32) < words) & (ids[:, :, 0] != 0)
    # A number that stands for nothing else: the token is there, its word is not.
    out[masked] = 0
    out[masked, 0] = 63
    return out


def evaluate(model, arrays, definition_of, rows):
    """Shared and own-definition logits [rows, labels] of some rows."""
    model.eval()
    labels = len(arrays.facts["labels"])
    shared = np.zeros((len(rows), labels), np.float32)
    own = np.zeros((len(rows), labels), np.float32)
    rng = np.random.default_rng(0)
    with torch.no_grad():
        for group in batches(arrays.lengths[rows], 32768, rng):
            heads, definitions = model(torch.from_numpy(arrays.batch(rows[group])))
            index = torch.from_numpy(definition_of[arrays.source[rows[group]]])
            extra = torch.gather(definitions, 1, index.clamp(min=0)) * (index >= 0)
            shared[group] = heads.numpy()
            own[group] = (heads + extra).numpy()
    return shared, own


def report(arrays, rows, shared, own, labels):
    lines = []
    for label in labels:
        name = arrays.facts["labels"][label]
        cells = []
        for source, source_name in enumerate(arrays.facts["sources"]):
            mine = (arrays.source[rows] == source) & (arrays.labels[rows, label] >= 0)
            truth = arrays.labels[rows[mine], label] == 1
            one = auc(shared[mine, label], truth)
            if one is not None:
                cells.append((source_name, one, auc(own[mine, label], truth)))
        if cells:
            lines.append(f"  {name}: shared {np.mean([c[1] for c in cells]):.4f} own {np.mean([c[2] for c in cells]):.4f}  "
                         + " ".join(f"{c[0]} {c[1]:.3f}/{c[2]:.3f}" for c in cells))
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--rate", type=float, default=2e-3)
    parser.add_argument("--tokens", type=int, default=12288)
    parser.add_argument("--longest", type=int, default=64, help="tokens read of one training text")
    parser.add_argument("--vector-rate", type=float, default=0.3, help="rate of the vectors, in that of the rest")
    parser.add_argument("--width", type=int, default=96)
    parser.add_argument("--dropout", type=float, default=0.35)
    parser.add_argument("--drop-subwords", type=float, default=0.22)
    parser.add_argument("--drop-words", type=float, default=0.07)
    parser.add_argument("--templates", type=int, default=0, help="invented sentences in an epoch")
    parser.add_argument("--template-weight", type=float, default=0.5)
    parser.add_argument("--start", help="checkpoint whose encoder to begin with")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--share", type=float, default=1, help="of the labelled texts, how much an epoch reads")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    natural, misspelt = Arrays(options.data, "natural"), Arrays(options.data, "misspelt")
    facts = natural.facts
    labels = len(facts["labels"])
    for arrays in (natural, misspelt):
        arrays.lengths = np.minimum(arrays.lengths, options.longest)
    train = np.flatnonzero(natural.split == TRAIN)
    dev = np.flatnonzero(natural.split == DEV)
    assert (misspelt.source == natural.source[train]).all()
    definitions = list_definitions(natural)
    definition_of = np.full((len(facts["sources"]), labels), -1, np.int64)
    for at, (label, source) in enumerate(definitions):
        definition_of[source, label] = at
    weights = weigh(natural, train)
    templates = Arrays(options.data, "templates") if options.templates else None
    model = Encoder(facts["space"], labels, len(facts["sources"]), len(definitions), width=options.width,
                    dropout=options.dropout)
    if options.start:
        state = torch.load(options.start)["model"]
        own = model.state_dict()
        model.load_state_dict({key: state[key] if key in state and state[key].shape == own[key].shape else own[key]
                               for key in own})
    averaged = copy.deepcopy(model)
    dense = [p for name, p in model.named_parameters() if name != "vectors.weight"]
    optimiser = torch.optim.AdamW(dense, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.02)
    # AdaGrad without momentum for the vectors: three passes over the table a step where Adam needs eight.
    vectors = model.vectors.weight
    squares = torch.full_like(vectors, 1e-8)
    plan = None
    step, started = 0, time.time()
    for epoch in range(1, options.epochs + 1):
        model.train()
        use_misspelt = rng.random(len(train)) < 0.3
        lengths = np.where(use_misspelt, misspelt.lengths, natural.lengths[train])
        groups = [("natural", g) for g in batches(lengths, options.tokens, rng)]
        groups = groups[: max(1, int(len(groups) * options.share))]
        if templates is not None:
            picked = rng.choice(len(templates.lengths), min(options.templates, len(templates.lengths)), replace=False)
            groups += [("templates", picked[g]) for g in batches(templates.lengths[picked], options.tokens, rng)]
        rng.shuffle(groups)
        if plan is None:
            plan = len(groups) * options.epochs
        total, seen = 0.0, 0
        for kind, group in groups:
            step += 1
            ratio = min(1, step / plan)
            rate = options.rate * min(1, step / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * ratio)))
            for one in optimiser.param_groups:
                one["lr"] = rate
            if kind == "natural":
                rows = train[group]
                mine = use_misspelt[group]
                if mine.all() or not mine.any():
                    ids = (misspelt.batch(group) if mine.all() else natural.batch(rows))
                else:
                    a, b = misspelt.batch(group[mine]), natural.batch(rows[~mine])
                    ids = np.zeros((len(group), max(a.shape[1], b.shape[1]), a.shape[2]), np.int64)
                    ids[mine, : a.shape[1]] = a
                    ids[~mine, : b.shape[1]] = b
                source = torch.from_numpy(natural.source[rows])
                known = natural.labels[rows]
                weight = weights[natural.source[rows]] * (known >= 0)
            else:
                ids = templates.batch(group)
                known = templates.labels[group]
                weight = options.template_weight * (known >= 0).astype(np.float32)
            target = torch.from_numpy(np.maximum(known, 0).astype(np.float32))
            weight = torch.from_numpy(weight.astype(np.float32))
            ids = drop(ids, rng, options.drop_subwords, options.drop_words)
            heads, extra = model(torch.from_numpy(ids))
            if kind == "natural":
                bias = model.source_bias[source]
                index = torch.from_numpy(definition_of[natural.source[rows]])
                residual = torch.gather(extra, 1, index.clamp(min=0)) * (index >= 0)
                loss = 0.5 * (F.binary_cross_entropy_with_logits(heads + bias, target, weight, reduction="sum")
                              + F.binary_cross_entropy_with_logits(heads + residual, target, weight, reduction="sum"))
            else:
                loss = F.binary_cross_entropy_with_logits(heads, target, weight, reduction="sum")
            loss = loss / (options.tokens / 32)
            optimiser.zero_grad()
            vectors.grad = None
            loss.backward()
            torch.nn.utils.clip_grad_norm_(dense, 1.0)
            optimiser.step()
            with torch.no_grad():
                squares.mul_(0.999).addcmul_(vectors.grad, vectors.grad, value=0.001)
                vectors.addcdiv_(vectors.grad, squares.sqrt(), value=-rate * options.vector_rate)
                if step % AVERAGE_EVERY == 0:
                    decay = min(0.98, step / (step + 200))
                    for slow, fast in zip(averaged.parameters(), model.parameters()):
                        slow.lerp_(fast, 1 - decay)
            total += float(loss) * options.tokens / 32
            seen += float(weight.sum())
        shared, own = evaluate(averaged, natural, definition_of, dev)
        print(f"epoch {epoch} {time.time() - started:.0f}s steps {step} loss {total / max(1, seen):.4f}", flush=True)
        print(report(natural, dev, shared, own, range(labels)), flush=True)
        torch.save({"model": averaged.state_dict(), "definitions": definitions, "facts": facts,
                    "width": options.width, "epoch": epoch}, options.out)


if __name__ == "__main__":
    main()
