"""Trains the encoder on a GPU with what the teachers say of every text, by every definition; see README.md."""
import argparse
import copy
import json
import math
import os
import time

import numpy as np
import torch
from arrays import DEV, auc
from device_data import drop, group
from encoder import Encoder
from guess_words import pretrain
from torch import nn
from torch.nn import functional as F
from train_encoder import AVERAGE_EVERY, report
from train_teachers import Task, own_logits

# One in so many invented sentences is kept for looking at.
HELD_TEMPLATES = 20


def read_teachers(task, folder):
    """Probabilities [rows, labels] by shared heads, in each text's source, and [rows, definitions]."""
    with open(os.path.join(folder, "said.json")) as file:
        facts = json.load(file)
    assert facts["labels"] == task.facts["labels"]
    assert [tuple(one) for one in facts["definitions"]] == [tuple(one) for one in task.definitions]
    said = torch.from_numpy(np.fromfile(os.path.join(folder, "said.f16"), "<f2").astype(np.float32))
    said = said.view(-1, facts["columns"]).to(task.device)
    labels = len(facts["labels"])
    bias = torch.from_numpy(np.fromfile(os.path.join(folder, "bias.f32"), "<f4")).view(-1, labels).to(task.device)
    return torch.sigmoid(said[:, :labels] + bias[task.source]), torch.sigmoid(said[:, labels:])


def weigh_definitions(task, cross):
    """[languages, definitions]: what a text counts for by definitions of sources that share its language."""
    natural = task.natural.arrays
    languages = int(natural.lang.max()) + 1
    table = np.zeros((languages, len(task.definitions)), np.float32)
    for at, (label, source) in enumerate(task.definitions):
        for language in np.unique(natural.lang[natural.source == source]):
            table[language, at] = cross
    weights = torch.from_numpy(table).to(task.device)
    return weights * task.weights[task.source_of, task.label_of]


def evaluate(task, model, rows, templates):
    model.eval()
    labels = len(task.facts["labels"])
    shared, own = torch.zeros(2, len(rows), labels, device=task.device)
    rng = np.random.default_rng(0)
    hate = task.facts["labels"].index("hate")
    invented = torch.zeros(len(templates), device=task.device)
    with torch.no_grad():
        for g in group(task.natural.lengths[rows], 131072, rng):
            places = torch.from_numpy(rows[g]).to(task.device)
            heads, extra = model(task.natural.batch(places, int(max(1, task.natural.lengths[rows[g]].max()))))
            at = torch.from_numpy(g).to(task.device)
            shared[at] = heads
            own[at] = own_logits(task, heads, extra, task.source[places])
        for g in group(task.templates.lengths[templates], 131072, rng):
            places = torch.from_numpy(templates[g]).to(task.device)
            heads, _ = model(task.templates.batch(places, int(max(1, task.templates.lengths[templates[g]].max()))))
            invented[torch.from_numpy(g).to(task.device)] = heads[:, hate]
    known = task.templates.arrays.labels[templates, hate]
    told = auc(invented.cpu().numpy()[known >= 0], known[known >= 0] == 1)
    wanted = [task.facts["labels"].index(name) for name in ("toxic", "hate", "spam")]
    return f"{report(task.natural.arrays, rows, shared.cpu().numpy(), own.cpu().numpy(), wanted)}\n  invented {told:.4f}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--teachers", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seconds", type=float, default=150, help="for everything, reading included")
    parser.add_argument("--guess-seconds", type=float, default=0, help="of words left out, before")
    parser.add_argument("--start", help="checkpoint to begin with")
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--vector-rate", type=float, default=0.3, help="rate of the vectors, in that of the rest")
    parser.add_argument("--size", type=int, default=12288, help="tokens of a batch")
    parser.add_argument("--longest", type=int, default=96)
    parser.add_argument("--soft", type=float, default=0.7, help="share of the teachers in the targets")
    parser.add_argument("--cross", type=float, default=0.05, help="weight of definitions of other sources")
    parser.add_argument("--templates", type=int, default=40000, help="invented sentences in an epoch")
    parser.add_argument("--template-weight", type=float, default=0.5)
    parser.add_argument("--dropout", type=float, default=0.2)
    parser.add_argument("--drop-subwords", type=float, default=0.15)
    parser.add_argument("--drop-words", type=float, default=0.06)
    parser.add_argument("--most-epochs", type=float, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.time()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    torch.manual_seed(options.seed)
    rng = np.random.default_rng(options.seed)
    task = Task(options, device)
    shared_said, own_said = read_teachers(task, options.teachers)
    weights = weigh_definitions(task, options.cross)
    lang = torch.from_numpy(task.natural.arrays.lang.astype(np.int64)).to(device)
    dev = np.flatnonzero(task.natural.arrays.split == DEV)
    every = np.arange(len(task.templates.lengths))
    held, templates = every[::HELD_TEMPLATES], every[every % HELD_TEMPLATES != 0]
    model = Encoder(task.facts["space"], len(task.facts["labels"]), len(task.facts["sources"]), len(task.definitions),
                    dropout=options.dropout).to(device)
    if options.start:
        model.load_state_dict(torch.load(options.start, map_location=device)["model"])
    if options.guess_seconds:
        sets = [(task.natural, task.train, 1), (task.misspelt, np.arange(len(task.train)), 0.5),
                (task.templates, templates, 0.2)]
        pretrain("encoder", lambda ids: model.tokens(ids)[0], 96, model.parameters(), sets, task.natural,
                 options.guess_seconds, options.seed, rate=3e-3, size=32768)
    averaged = copy.deepcopy(model)
    dense = [p for name, p in model.named_parameters() if name != "vectors.weight"]
    optimiser = torch.optim.AdamW(dense, lr=options.rate, betas=(0.9, 0.98), weight_decay=0.02,
                                  fused=device.type == "cuda")
    vectors = model.vectors.weight
    squares = torch.full_like(vectors, 1e-8)
    started, step, epochs, said_at = time.time(), 0, 0.0, time.time()
    end = options.seconds - (started - began)
    soft = options.soft
    # Half precision is finer than the eight bits that are shipped.
    save = lambda: torch.save({"model": {key: (value.half() if key == "vectors.weight" else value).cpu()
                                         for key, value in averaged.state_dict().items()},
                               "definitions": task.definitions, "facts": task.facts, "width": 96,
                               "epoch": epochs}, options.out)
    while epochs < options.most_epochs and time.time() - started < end:
        is_misspelt = rng.random(len(task.train)) < 0.3
        work = []
        for misspelt in (False, True):
            places = np.flatnonzero(is_misspelt == misspelt)
            one, rows = (task.misspelt, places) if misspelt else (task.natural, task.train[places])
            work += [(one, rows[g], task.train[places[g]]) for g in group(one.lengths[rows], options.size, rng, 1024)]
        picked = rng.choice(templates, min(options.templates, len(templates)), False)
        work += [(task.templates, picked[g], None)
                 for g in group(task.templates.lengths[picked], options.size, rng, 1024)]
        model.train()
        for at in rng.permutation(len(work)):
            ratio = max((time.time() - started) / end, epochs / options.most_epochs)
            if ratio >= 1:
                break
            step += 1
            epochs += 1 / len(work)
            rate = options.rate * min(1, step / 300) * (0.02 + 0.49 * (1 + math.cos(math.pi * ratio)))
            for one in optimiser.param_groups:
                one["lr"] = rate
            one, rows, labelled = work[at]
            width = int(max(1, one.lengths[rows].max()))
            ids, _ = drop(one.batch(torch.from_numpy(rows).to(device), width), options.drop_subwords,
                          options.drop_words)
            heads, extra = model(ids)
            if labelled is None:
                known = task.template_known[torch.from_numpy(rows).to(device)]
                loss = F.binary_cross_entropy_with_logits(heads, known.clamp(min=0),
                                                          options.template_weight * (known >= 0), reduction="sum")
            else:
                places = torch.from_numpy(labelled).to(device)
                source, known = task.source[places], task.known[places]
                weight = task.weights[source] * (known >= 0)
                target = soft * shared_said[places] + (1 - soft) * known.clamp(min=0)
                loss = 0.5 * F.binary_cross_entropy_with_logits(heads + model.source_bias[source], target, weight,
                                                                reduction="sum")
                # By all definitions; by those of the text's own source its labels speak too.
                is_own = task.source_of[None, :] == source[:, None]
                labels = known[:, task.label_of]
                is_told = is_own & (labels >= 0)
                target = own_said[places]
                target = torch.where(is_told, soft * target + (1 - soft) * labels, target)
                weight = torch.where(is_told, 0.5 * task.weights[task.source_of, task.label_of], weights[lang[places]])
                own = heads[:, task.label_of] + extra + model.source_bias[task.source_of, task.label_of]
                loss = loss + F.binary_cross_entropy_with_logits(own, target, weight, reduction="sum")
            loss = loss / (options.size / 32)
            optimiser.zero_grad()
            vectors.grad = None
            loss.backward()
            nn.utils.clip_grad_norm_(dense, 1.0)
            optimiser.step()
            with torch.no_grad():
                squares.mul_(0.999).addcmul_(vectors.grad, vectors.grad, value=0.001)
                vectors.addcdiv_(vectors.grad, squares.sqrt(), value=-rate * options.vector_rate)
                if step % AVERAGE_EVERY == 0:
                    decay = min(0.98, step / (step + 200))
                    torch._foreach_lerp_(list(averaged.parameters()), list(model.parameters()), 1 - decay)
        if time.time() - said_at > 40:
            said_at = time.time()
            save()
            print(f"{options.out} epoch {epochs:.1f}, {said_at - began:.0f}s\n{evaluate(task, averaged, dev, held)}",
                  flush=True)
    save()
    print(f"{options.out} done: {step} steps, {epochs:.1f} epochs, {time.time() - began:.0f}s, {vars(options)}\n"
          f"{evaluate(task, averaged, dev, held)}", flush=True)


if __name__ == "__main__":
    main()
