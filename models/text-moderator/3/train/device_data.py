"""The arrays on a GPU, whole: batches are gathered there, and read in an order by length."""
import numpy as np
import torch
from arrays import Arrays

HIDDEN = 63


class DeviceSet:
    """One set of arrays.py on a device; texts are cut after `longest` tokens."""

    def __init__(self, folder, name, device, longest):
        arrays = Arrays(folder, name)
        self.arrays, self.device = arrays, device
        self.tokens = torch.from_numpy(arrays.tokens.astype(np.int32)).to(device)
        self.offsets = torch.from_numpy(arrays.offsets[:-1]).to(device)
        self.lengths = np.minimum(arrays.lengths, longest)
        self.device_lengths = torch.from_numpy(self.lengths).to(device)

    def batch(self, rows, width):
        """Tokens [rows, width, slots] of some rows, padded with zeros."""
        steps = torch.arange(width, device=self.device)
        inside = steps[None, :] < self.device_lengths[rows][:, None]
        at = (self.offsets[rows][:, None] + steps[None, :]).clamp(max=len(self.tokens) - 1)
        return self.tokens[at] * inside[:, :, None]


def group(lengths, size, rng, most=4096):
    """Groups of places in `lengths`, like lengths together, at most `size` padded tokens each, in random order."""
    order = np.argsort(lengths + rng.random(len(lengths)) * 2)
    ends = np.maximum(1, lengths[order])
    groups, start = [], 0
    while start < len(order):
        end = min(len(order), start + most)
        # Lengths rise: the last of a group says how wide it is.
        fits = (np.arange(1, end - start + 1) * ends[start:end]) <= size
        taken = max(1, int(fits.sum()))
        groups.append(order[start : start + taken])
        start += taken
    rng.shuffle(groups)
    return groups


def drop(ids, subwords, words):
    """Leaves out some numbers of each token, and some tokens' words; the second result says which tokens."""
    keep = torch.rand(ids.shape, device=ids.device) >= subwords
    keep[:, :, 0] = True
    out = ids * keep
    hidden = (torch.rand(ids.shape[:2], device=ids.device) < words) & (ids[:, :, 0] != 0)
    out = out * ~hidden[:, :, None]
    out[:, :, 0] = torch.where(hidden, torch.full_like(out[:, :, 0], HIDDEN), out[:, :, 0])
    return out, hidden
