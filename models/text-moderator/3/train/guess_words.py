"""Self-supervised pre-training on a GPU: words are left out, and told from what stands around them. No labels are
read; training texts, the same misspelt, and invented sentences alone."""
import math
import time

import numpy as np
import torch
from arrays import TRAIN
from device_data import drop, group
from torch import nn
from torch.nn import functional as F

# Words that are asked for: the most frequent ones, by the number of their first slot.
WORDS = 16384
LEFT_OUT = 0.15


def count_words(natural):
    """Class of each first number, −1 where it is not asked for."""
    arrays = natural.arrays
    inside = np.repeat(arrays.split == TRAIN, np.diff(arrays.offsets))
    counts = np.bincount(arrays.tokens[inside, 0], minlength=arrays.facts["space"])
    frequent = np.argsort(-counts)[:WORDS]
    classes = np.full(arrays.facts["space"], -1, np.int64)
    classes[frequent] = np.arange(len(frequent))
    return torch.from_numpy(classes).to(natural.device)


def pretrain(name, states, width, parameters, sets, natural, seconds, seed, rate=6e-4, size=65536, left_out=LEFT_OUT):
    """Trains for some seconds; the rate falls with the time that is left. `states(ids)` gives [rows, tokens, width]."""
    device = natural.device
    rng = np.random.default_rng(seed)
    classes = count_words(natural)
    guess = nn.Linear(width, WORDS).to(device)
    weights = list(parameters) + list(guess.parameters())
    optimiser = torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=device.type == "cuda")
    started, step, passes = time.time(), 0, 0.0
    told = torch.zeros((), device=device)
    asked = 0
    while time.time() - started < seconds:
        work = []
        for one, rows, share in sets:
            some = rng.permutation(rows)[: int(len(rows) * share)]
            work += [(one, some[g]) for g in group(one.lengths[some], size, rng)]
        order = rng.permutation(len(work))
        for at in order:
            ratio = (time.time() - started) / seconds
            if ratio >= 1:
                break
            step += 1
            passes += 1 / len(work)
            for one in optimiser.param_groups:
                one["lr"] = rate * min(1, step / 200) * (0.02 + 0.49 * (1 + math.cos(math.pi * ratio)))
            one, rows = work[at]
            width_of = int(math.ceil(max(1, one.lengths[rows].max()) / 8) * 8)
            ids = one.batch(torch.from_numpy(rows).to(device), width_of)
            noisy, hidden = drop(ids, 0.1, left_out)
            target = classes[ids[:, :, 0].long()]
            chosen = hidden & (target >= 0)
            with torch.autocast(device.type, torch.bfloat16):
                logits = guess(states(noisy)[chosen])
            truth = target[chosen]
            loss = F.cross_entropy(logits.float(), truth)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 1.0)
            optimiser.step()
            if step % 20 == 0:
                told += (logits.detach().argmax(1) == truth).sum()
                asked += len(truth)
            if step % 400 == 0:
                print(f"{name} step {step} {time.time() - started:.0f}s loss {loss.item():.3f}", flush=True)
    print(f"{name}: {step} steps, {passes:.1f} passes, {time.time() - started:.0f}s, last loss {loss.item():.3f}, "
          f"told {float(told) / max(1, asked):.3f}", flush=True)
