"""Packs the arrays of `npm run encoder-data` for a journey to a machine with a GPU, and unpacks them there.

A token's hashes are kept once in a table of words; a text is the places of its tokens in it. Characters of scripts
without spaces would fill the table: three of their five hashes are kept, the others stand in the character before."""
import argparse
import io
import lzma
import os

import numpy as np

SETS = ("natural", "misspelt", "templates")
SLOTS = 20
SHAPES = 64
# Numbers of a token that say how it looks; what is more is rare and lost.
LOOKS = 6
KEPT = ("json", "offsets.i32", "labels.i8", "source.u8", "split.u8", "lang.u8")


def chain(hashes, counts):
    """Which tokens have five hashes of which two are the token's before: see wideGrams in token-features.ts."""
    found = np.zeros(len(hashes), bool)
    found[1:] = ((counts[1:] == 5) & (counts[:-1] >= 4) & (hashes[1:, 1] == hashes[:-1, 2])
                 & (hashes[1:, 4] == hashes[:-1, 3]))
    return found


def planes(values):
    """Numbers below 2^24 as three planes of bytes, which pack better than numbers do."""
    return np.stack([values & 255, values >> 8 & 255, values >> 16]).astype(np.uint8)


def pack(folder, out):
    tokens, streams = {}, {}
    for name in SETS:
        tokens[name] = np.fromfile(os.path.join(folder, f"{name}.tokens.u16"), "<u2").reshape(-1, SLOTS)
        for ending in KEPT:
            with open(os.path.join(folder, f"{name}.{ending}"), "rb") as file:
                streams[f"{name}.{ending}"] = np.frombuffer(file.read(), np.uint8)
    table, looks = {}, {}
    parts = {}
    for name in SETS:
        ids = tokens[name]
        is_hash = ids >= SHAPES
        counts = is_hash.sum(1)
        # Hashes stand first, then looks: both keep their order.
        hashes = np.where(is_hash, ids, 0)
        alone = np.where(is_hash, 0, ids)
        order = np.argsort(alone == 0, axis=1, kind="stable")[:, :LOOKS]
        look = np.ascontiguousarray(np.take_along_axis(alone, order, 1).astype(np.uint8))
        chained = chain(hashes, counts)
        streams[f"{name}.chained"] = np.packbits(chained)
        for slot in (0, 2, 3):
            column = hashes[chained, slot]
            streams[f"{name}.wide{slot}"] = np.stack([column & 255, column >> 8]).astype(np.uint8)
        parts[name] = np.ascontiguousarray(hashes[~chained]).view(f"V{2 * SLOTS}").ravel()
        looks[name] = look.view(f"V{LOOKS}").ravel()
    every = np.concatenate([parts[name] for name in SETS])
    words, first, place, count = np.unique(every, return_index=True, return_inverse=True, return_counts=True)
    order = np.argsort(-count, kind="stable")
    rank = np.empty_like(order)
    rank[order] = np.arange(len(order))
    place = rank[place.ravel()]
    table = words[order].view("<u2").reshape(-1, SLOTS)
    shapes, look_place = np.unique(np.concatenate([looks[name] for name in SETS]), return_inverse=True)
    at = look_at = 0
    for name in SETS:
        size = len(parts[name])
        streams[f"{name}.words"] = planes(place[at : at + size])
        at += size
        size = len(looks[name])
        streams[f"{name}.looks"] = planes(look_place.ravel()[look_at : look_at + size])[:2]
        look_at += size
    filled = table > 0
    streams["table.counts"] = filled.sum(1).astype(np.uint8)
    for slot in range(SLOTS):
        column = table[filled[:, slot], slot]
        streams[f"table.{slot}"] = np.stack([column & 255, column >> 8]).astype(np.uint8)
    streams["shapes"] = shapes.view(np.uint8).reshape(-1, LOOKS)
    os.makedirs(out, exist_ok=True)
    for name, data in streams.items():
        bytes_io = io.BytesIO()
        np.save(bytes_io, data)
        with open(os.path.join(out, f"{name}.xz"), "wb") as file:
            file.write(lzma.compress(bytes_io.getvalue(), preset=6))


def unpack(folder, out):
    def read(name):
        with open(os.path.join(folder, f"{name}.xz"), "rb") as file:
            return np.load(io.BytesIO(lzma.decompress(file.read())))

    def wide(name):
        low, high = read(name)
        return low.astype(np.uint16) | high.astype(np.uint16) << 8

    counts = read("table.counts")
    table = np.zeros((len(counts), SLOTS), np.uint16)
    for slot in range(SLOTS):
        table[counts > slot, slot] = wide(f"table.{slot}")
    shapes = read("shapes")
    os.makedirs(out, exist_ok=True)
    for name in SETS:
        if not os.path.exists(os.path.join(folder, f"{name}.words.xz")):
            continue
        low, middle, high = read(f"{name}.words").astype(np.int64)
        words = low | middle << 8 | high << 16
        low, high = read(f"{name}.looks").astype(np.int64)
        look = shapes[low | high << 8]
        chained = np.unpackbits(read(f"{name}.chained"))[: len(look)].astype(bool)
        ids = np.zeros((len(look), SLOTS), np.uint16)
        ids[~chained] = table[words]
        for slot in (0, 2, 3):
            ids[chained, slot] = wide(f"{name}.wide{slot}")
        places = np.flatnonzero(chained)
        ids[places, 1] = ids[places - 1, 2]
        ids[places, 4] = ids[places - 1, 3]
        start = (ids > 0).sum(1)
        for k in range(LOOKS):
            rows = np.flatnonzero((look[:, k] > 0) & (start + k < SLOTS))
            ids[rows, start[rows] + k] = look[rows, k]
        ids.tofile(os.path.join(out, f"{name}.tokens.u16"))
        for ending in KEPT:
            read(f"{name}.{ending}").tofile(os.path.join(out, f"{name}.{ending}"))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("what", choices=("pack", "unpack"))
    parser.add_argument("folder")
    parser.add_argument("out")
    options = parser.parse_args()
    (pack if options.what == "pack" else unpack)(options.folder, options.out)


if __name__ == "__main__":
    main()
