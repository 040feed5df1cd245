"""Weighted mean of checkpoints of one training (Wortsman et al. 2022): keeps what each of them is good at."""
import argparse

import torch


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--out", required=True)
    parser.add_argument("parts", nargs="+", help="WEIGHT CHECKPOINT, by turns")
    options = parser.parse_args()
    weights = [float(one) for one in options.parts[::2]]
    checkpoints = [torch.load(one) for one in options.parts[1::2]]
    model = {key: sum(weight * one["model"][key] for weight, one in zip(weights, checkpoints)) / sum(weights)
             for key in checkpoints[0]["model"]}
    torch.save({**checkpoints[0], "model": model}, options.out)


if __name__ == "__main__":
    main()
