"""The text encoder: sums of subword vectors, gated dilated convolutions over the tokens, pooling, heads."""
import torch
from torch import nn
from torch.nn import functional as F


class SharedDropout(nn.Module):
    """Dropout of whole features for all tokens of a text: as good as per token, and far cheaper."""

    def __init__(self, share):
        super().__init__()
        self.share = share

    def forward(self, x):
        if not self.training or self.share == 0:
            return x
        kept = torch.rand(x.shape[0], *(1,) * (x.dim() - 2), x.shape[-1], device=x.device) >= self.share
        return x * (kept.float() / (1 - self.share))


class Block(nn.Module):
    """x + gate * value, both linear in a token and its neighbours `step` before and after it."""

    def __init__(self, width, step, dropout):
        super().__init__()
        self.step = step
        self.norm = nn.LayerNorm(width)
        self.mix = nn.Linear(3 * width, 2 * width)
        self.dropout = SharedDropout(dropout)

    def forward(self, x, mask):
        y = self.norm(x) * mask
        padded = F.pad(y, (0, 0, self.step, self.step))
        length = y.shape[1]
        around = torch.cat([padded[:, :length], y, padded[:, 2 * self.step :]], 2)
        value, gate = self.mix(around).chunk(2, 2)
        return x + self.dropout(value * torch.sigmoid(gate))


class Encoder(nn.Module):
    def __init__(self, space, labels, sources, definitions, vector=64, width=96, steps=(1, 2, 4), queries=4, out=128,
                 dropout=0.25):
        super().__init__()
        self.vectors = nn.EmbeddingBag(space, vector, mode="sum", padding_idx=0)
        nn.init.normal_(self.vectors.weight, std=0.05)
        with torch.no_grad():
            self.vectors.weight[0] = 0
        self.first_norm = nn.LayerNorm(vector)
        self.first = nn.Linear(vector, width)
        self.blocks = nn.ModuleList(Block(width, step, dropout) for step in steps)
        self.last_norm = nn.LayerNorm(width)
        self.queries = nn.Linear(width, queries)
        self.trunk = nn.Linear(width * (queries + 1), out)
        self.pool_dropout = nn.Dropout(0.4)
        self.heads = nn.Linear(out, labels)
        self.definition_heads = nn.Linear(out, definitions)
        nn.init.zeros_(self.definition_heads.weight)
        nn.init.zeros_(self.definition_heads.bias)
        # What is frequent in a source because of how it was collected stays out of the shared heads.
        self.source_bias = nn.Parameter(torch.zeros(sources, labels))

    def tokens(self, ids):
        """ids [rows, tokens, slots] -> token states [rows, tokens, width] and mask [rows, tokens, 1]."""
        rows, length, slots = ids.shape
        mask = (ids[:, :, :1] != 0).float()
        summed = self.vectors(ids.reshape(-1, slots)).view(rows, length, -1)
        x = self.first(self.first_norm(summed)) * mask
        for block in self.blocks:
            x = block(x, mask)
        return self.last_norm(x), mask

    def embed(self, ids):
        x, mask = self.tokens(ids)
        hidden = (mask - 1) * 1e4
        weights = torch.softmax(self.queries(x) + hidden, 1)
        attended = torch.matmul(weights.transpose(1, 2), x).flatten(1)
        # A text without a token has nothing to pool.
        pooled = torch.cat([attended, (x + hidden).max(1).values], 1) * mask.max(1).values
        return torch.relu(self.trunk(self.pool_dropout(pooled)))

    def forward(self, ids):
        embedding = self.pool_dropout(self.embed(ids))
        return self.heads(embedding), self.definition_heads(embedding)
