"""Teachers on a GPU: several bodies pre-trained on words left out, trained on folds of the labelled texts.

What they say of training texts comes from teachers that have not seen them; of dev and test, from all. README.md."""
import argparse
import copy
import json
import math
import os
import time

import numpy as np
import torch
from arrays import DEV, TRAIN
from device_data import DeviceSet, drop, group
from guess_words import pretrain
from teachers import Body, Teacher
from torch import nn
from torch.nn import functional as F
from train_encoder import list_definitions, report, weigh

BODIES = {
    "convolution-512": dict(width=512, vector=256, layers=0, heads=0, dropout=0.2, rate=8e-4, steps=(1, 2, 4, 1)),
    "attention-512": dict(width=512, vector=256, layers=6, heads=8, dropout=0.15, rate=4e-4),
    "attention-384": dict(width=384, vector=256, layers=8, heads=6, dropout=0.15, rate=5e-4),
    "convolution-384": dict(width=384, vector=256, layers=0, heads=0, dropout=0.2, rate=8e-4, steps=(1, 2, 4, 8, 1)),
}
# Do all parts run? On a CPU, with some texts.
TINY = {"attention-32": dict(width=32, vector=32, layers=1, heads=2, dropout=0.1, rate=1e-3),
        "convolution-32": dict(width=32, vector=32, layers=0, heads=0, dropout=0.1, rate=1e-3, steps=(1, 2))}
MOST_EPOCHS = 6
AVERAGE_EVERY = 5


class Task:
    """Everything that all teachers share: texts, labels, weights of sources."""

    def __init__(self, options, device):
        self.device, self.options = device, options
        self.natural = DeviceSet(options.data, "natural", device, options.longest)
        self.misspelt = DeviceSet(options.data, "misspelt", device, options.longest)
        self.templates = DeviceSet(options.data, "templates", device, options.longest)
        natural = self.natural.arrays
        self.facts = natural.facts
        self.train = np.flatnonzero(natural.split == TRAIN)
        assert (self.misspelt.arrays.source == natural.source[self.train]).all()
        self.definitions = list_definitions(natural)
        put = lambda array: torch.from_numpy(array).to(device)
        self.known = put(natural.labels.astype(np.float32))
        self.template_known = put(self.templates.arrays.labels.astype(np.float32))
        self.source = put(natural.source)
        self.label_of = put(np.array([label for label, _ in self.definitions]))
        self.source_of = put(np.array([source for _, source in self.definitions]))
        index = np.full((len(self.facts["sources"]), len(self.facts["labels"])), -1, np.int64)
        for at, (label, source) in enumerate(self.definitions):
            index[source, label] = at
        self.definition_of = put(index)
        self.weights = put(weigh(natural, self.train))


def own_logits(task, heads, extra, source):
    """Logits by the definition of each text's own source."""
    index = task.definition_of[source]
    return heads + torch.gather(extra, 1, index.clamp(min=0)) * (index >= 0)


def train(task, model, rows_in, seconds, rate, seed, size):
    """Supervised training on the places `rows_in` of the training texts; returns the running mean of weights."""
    device, options = task.device, task.options
    rng = np.random.default_rng(seed)
    averaged = copy.deepcopy(model)
    parameters = list(model.parameters())
    optimiser = torch.optim.AdamW(parameters, lr=rate, betas=(0.9, 0.98), weight_decay=0.03,
                                  fused=device.type == "cuda")
    started, step, epochs = time.time(), 0, 0.0
    while epochs < MOST_EPOCHS and time.time() - started < seconds:
        model.train()
        is_misspelt = rng.random(len(rows_in)) < 0.25
        work = []
        for misspelt in (False, True):
            places = rows_in[is_misspelt == misspelt]
            one, rows = (task.misspelt, places) if misspelt else (task.natural, task.train[places])
            work += [(one, rows[g], task.train[places[g]]) for g in group(one.lengths[rows], size, rng)]
        picked = rng.choice(len(task.templates.lengths), min(options.templates, len(task.templates.lengths)), False)
        work += [(task.templates, picked[g], None) for g in group(task.templates.lengths[picked], size, rng, 2048)]
        for at in rng.permutation(len(work)):
            ratio = max((time.time() - started) / seconds, epochs / MOST_EPOCHS)
            if ratio >= 1:
                break
            step += 1
            epochs += 1 / len(work)
            for one in optimiser.param_groups:
                one["lr"] = rate * min(1, step / 100) * (0.02 + 0.49 * (1 + math.cos(math.pi * ratio)))
            one, rows, labelled = work[at]
            width = int(math.ceil(max(1, one.lengths[rows].max()) / 8) * 8)
            ids, _ = drop(one.batch(torch.from_numpy(rows).to(device), width), 0.15, 0.06)
            with torch.autocast(device.type, torch.bfloat16):
                heads, extra = model(ids)
            if labelled is None:
                known = task.template_known[torch.from_numpy(rows).to(device)]
                loss = F.binary_cross_entropy_with_logits(heads, known.clamp(min=0), 0.5 * (known >= 0),
                                                          reduction="sum")
            else:
                places = torch.from_numpy(labelled).to(device)
                source, known = task.source[places], task.known[places]
                weight = task.weights[source] * (known >= 0)
                bias, target = model.source_bias[source], known.clamp(min=0)
                loss = 0.5 * (F.binary_cross_entropy_with_logits(heads + bias, target, weight, reduction="sum")
                              + F.binary_cross_entropy_with_logits(own_logits(task, heads, extra, source) + bias,
                                                                   target, weight, reduction="sum"))
            loss = loss / (size / 32)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            if step % AVERAGE_EVERY == 0:
                decay = min(0.95, step / (step + 100))
                with torch.no_grad():
                    torch._foreach_lerp_(list(averaged.parameters()), parameters, 1 - decay)
    print(f"  {step} steps, {epochs:.2f} epochs, {time.time() - started:.0f}s, loss {loss.item():.3f}", flush=True)
    return averaged


def say(task, model, rows, size=131072):
    """[rows, labels + definitions]: shared logits, and every definition's logits with its source's bias."""
    model.eval()
    labels = len(task.facts["labels"])
    out = torch.zeros(len(rows), labels + len(task.definitions), device=task.device)
    with torch.no_grad():
        for g in group(task.natural.lengths[rows], size, np.random.default_rng(0)):
            width = int(math.ceil(max(1, task.natural.lengths[rows[g]].max()) / 8) * 8)
            ids = task.natural.batch(torch.from_numpy(rows[g]).to(task.device), width)
            with torch.autocast(task.device.type, torch.bfloat16):
                heads, extra = model(ids)
            own = heads[:, task.label_of] + extra + model.source_bias[task.source_of, task.label_of]
            out[torch.from_numpy(g).to(task.device)] = torch.cat([heads, own], 1)
    return out


def show(task, rows, said):
    """The report of train_encoder.py, of toxic, hate and spam."""
    labels = len(task.facts["labels"])
    shared, own = said[:, :labels], said[:, labels:]
    index = task.definition_of[task.source[torch.from_numpy(rows).to(task.device)]]
    read = torch.where(index >= 0, torch.gather(own, 1, index.clamp(min=0)), shared)
    wanted = [task.facts["labels"].index(name) for name in ("toxic", "hate", "spam")]
    return report(task.natural.arrays, rows, shared.cpu().numpy(), read.cpu().numpy(), wanted)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--seconds", type=float, default=330, help="for everything, reading included")
    parser.add_argument("--guess-share", type=float, default=0.4, help="of the time, for words left out")
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--longest", type=int, default=96)
    parser.add_argument("--templates", type=int, default=40000)
    parser.add_argument("--size", type=int, default=24576, help="tokens of a supervised batch")
    parser.add_argument("--bodies", nargs="+", choices=[*BODIES, *TINY], default=["convolution-512", "convolution-384"])
    options = parser.parse_args()
    started = time.time()
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = True
    task = Task(options, device)
    bodies = {name: {**BODIES, **TINY}[name] for name in options.bodies}
    print(f"data read, {time.time() - started:.0f}s, {len(task.train)} training texts on {device}", flush=True)
    natural = task.natural.arrays
    rest = np.flatnonzero(natural.split != TRAIN)
    folds = np.random.default_rng(11).integers(0, options.folds, len(task.train))
    columns = len(task.facts["labels"]) + len(task.definitions)
    total = torch.zeros(len(natural.split), columns, device=device)
    bias = torch.zeros(len(task.facts["sources"]), len(task.facts["labels"]), device=device)
    dev = np.flatnonzero(natural.split[rest] == DEV)
    models = 0
    for number, (name, body_options) in enumerate(bodies.items()):
        torch.manual_seed(number)
        body_options = dict(body_options)
        rate = body_options.pop("rate")
        left = options.seconds - (time.time() - started)
        mine = left / (len(bodies) - number)
        body = Body(task.facts["space"], **body_options).to(device)
        sets = [(task.natural, task.train, 1), (task.misspelt, np.arange(len(task.train)), 0.3),
                (task.templates, np.arange(len(task.templates.lengths)), 0.1)]
        pretrain(name, lambda ids: body(ids)[0], body.width, body.parameters(), sets, task.natural,
                 mine * options.guess_share, number)
        alone = torch.zeros(len(rest), columns, device=device)
        left = options.seconds - (time.time() - started)
        until = time.time() + left / (len(bodies) - number)
        for fold in range(options.folds):
            torch.manual_seed(100 * number + fold)
            teacher = Teacher(copy.deepcopy(body), len(task.facts["labels"]), len(task.facts["sources"]),
                              len(task.definitions)).to(device)
            seconds = max(2, (until - time.time()) / (options.folds - fold) - 1.5)
            teacher = train(task, teacher, np.flatnonzero(folds != fold), seconds, rate, 100 * number + fold,
                            options.size)
            held = task.train[folds == fold]
            total[torch.from_numpy(held).to(device)] += say(task, teacher, held) / len(bodies)
            said = say(task, teacher, rest)
            if fold == 0:
                print(f"{name} fold 0, dev\n{show(task, rest[dev], said[torch.from_numpy(dev).to(device)])}", flush=True)
            alone += said / options.folds
            bias += teacher.source_bias.detach()
            models += 1
        print(f"{name} all folds, dev, {time.time() - started:.0f}s\n"
              f"{show(task, rest[dev], alone[torch.from_numpy(dev).to(device)])}", flush=True)
        total[torch.from_numpy(rest).to(device)] += alone / len(bodies)
    print(f"all teachers, dev\n{show(task, rest[dev], total[torch.from_numpy(rest[dev]).to(device)])}", flush=True)
    some = np.random.default_rng(0).choice(task.train, min(20000, len(task.train)), replace=False)
    print(f"out of fold, train\n{show(task, some, total[torch.from_numpy(some).to(device)])}", flush=True)
    os.makedirs(options.out, exist_ok=True)
    save = lambda name, array: array.tofile(os.path.join(options.out, name))
    said = total.clamp(-20, 20).cpu().numpy().astype("<f2")
    # Whole for distilling, and dev and test alone for looking at.
    save("said.f16", said)
    save("said-rest.f16", said[rest])
    save("bias.f32", (bias / models).cpu().numpy().astype("<f4"))
    with open(os.path.join(options.out, "said.json"), "w") as file:
        json.dump({"labels": task.facts["labels"], "definitions": task.definitions, "columns": columns}, file)
    print(f"done, {time.time() - started:.0f}s", flush=True)


if __name__ == "__main__":
    main()
