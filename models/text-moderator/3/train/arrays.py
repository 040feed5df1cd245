"""Reads the arrays that `npm run encoder-data` writes: features are made in TypeScript and nowhere else."""
import json
import os

import numpy as np

TRAIN, DEV, TEST = 0, 1, 2


class Arrays:
    """One set: tokens [tokens, slots], offsets [rows + 1], labels [rows, labels] (-1 unknown), source, split, lang."""

    def __init__(self, folder, name):
        path = lambda ending: os.path.join(folder, f"{name}.{ending}")
        with open(path("json")) as file:
            self.facts = json.load(file)
        slots, labels = self.facts["slots"], len(self.facts["labels"])
        self.tokens = np.fromfile(path("tokens.u16"), "<u2").reshape(-1, slots)
        self.offsets = np.fromfile(path("offsets.i32"), "<i4").astype(np.int64)
        self.labels = np.fromfile(path("labels.i8"), np.int8).reshape(-1, labels)
        self.source = np.fromfile(path("source.u8"), np.uint8).astype(np.int64)
        self.split = np.fromfile(path("split.u8"), np.uint8)
        self.lang = np.fromfile(path("lang.u8"), np.uint8)
        self.lengths = np.diff(self.offsets)

    def batch(self, rows):
        """The tokens of some rows, padded with zeros: [rows, longest, slots]."""
        lengths = self.lengths[rows]
        width = max(1, int(lengths.max()))
        out = np.zeros((len(rows), width, self.tokens.shape[1]), np.int64)
        inside = np.arange(width)[None, :] < lengths[:, None]
        at = (self.offsets[rows][:, None] + np.arange(width)[None, :])[inside]
        out[inside] = self.tokens[at]
        return out


def auc(scores, truth):
    """Area under the ROC curve by ranks, ties counted half; None where one class is missing."""
    positives = int(truth.sum())
    negatives = len(truth) - positives
    if positives == 0 or negatives == 0:
        return None
    _, inverse, counts = np.unique(scores, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks = (ends - (counts - 1) / 2)[inverse]
    return float((ranks[truth].sum() - positives * (positives + 1) / 2) / (positives * negatives))
