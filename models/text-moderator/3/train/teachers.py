"""Teachers: networks too large to ship, that read the same tokens as the encoder."""
import torch
from torch import nn
from torch.nn import functional as F

# A token's word, told from more of its numbers than fit in one: collisions of the small table are undone here.
WORD_SPACE = 1 << 18


class TokenVectors(nn.Module):
    """Sum of the vectors of a token's numbers, and of the vectors of its pairs of numbers."""

    def __init__(self, space, vector, width):
        super().__init__()
        self.numbers = nn.EmbeddingBag(space, vector, mode="sum", padding_idx=0)
        self.pairs = nn.EmbeddingBag(WORD_SPACE, vector, mode="sum", padding_idx=0)
        for table in (self.numbers, self.pairs):
            nn.init.normal_(table.weight, std=0.03)
            with torch.no_grad():
                table.weight[0] = 0
        self.norm = nn.LayerNorm(vector)
        self.widen = nn.Linear(vector, width)

    def forward(self, ids):
        rows, length, slots = ids.shape
        flat = ids.reshape(-1, slots).long()
        first, second = flat[:, :-1], flat[:, 1:]
        pairs = (first * 40503 + second * 2654435) % (WORD_SPACE - 1) + 1
        pairs = pairs * ((first >= 64) & (second >= 64))
        summed = self.numbers(flat) + self.pairs(pairs)
        return self.widen(self.norm(summed)).view(rows, length, -1)


class AttentionLayer(nn.Module):
    def __init__(self, width, heads, dropout):
        super().__init__()
        self.heads, self.dropout = heads, dropout
        self.norm, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, 4 * width), nn.Linear(4 * width, width)

    def forward(self, x, mask, hidden):
        rows, length, width = x.shape
        q, k, v = self.qkv(self.norm(x)).view(rows, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(q, k, v, attn_mask=hidden)
        y = self.out(y.transpose(1, 2).reshape(rows, length, width))
        x = x + F.dropout(y, self.dropout, self.training)
        y = self.down(F.gelu(self.up(self.norm2(x))))
        return x + F.dropout(y, self.dropout, self.training)


class ConvolutionLayer(nn.Module):
    """The encoder's own block, wider: gate * value of a token and its neighbours `step` away."""

    def __init__(self, width, step, dropout):
        super().__init__()
        self.step, self.dropout = step, dropout
        self.norm = nn.LayerNorm(width)
        self.mix = nn.Linear(3 * width, 2 * width)

    def forward(self, x, mask, hidden):
        y = self.norm(x) * mask
        padded = F.pad(y, (0, 0, self.step, self.step))
        length = y.shape[1]
        value, gate = self.mix(torch.cat([padded[:, :length], y, padded[:, 2 * self.step :]], 2)).chunk(2, 2)
        return x + F.dropout(value * torch.sigmoid(gate), self.dropout, self.training)


class Body(nn.Module):
    """States of the tokens; `steps` set makes it convolutional, else it is a transformer of `layers`."""

    def __init__(self, space, vector, width, layers, heads, dropout, steps=None, longest=128):
        super().__init__()
        self.width, self.dropout = width, dropout
        self.vectors = TokenVectors(space, vector, width)
        self.places = None if steps else nn.Parameter(torch.randn(longest, width) * 0.02)
        self.layers = nn.ModuleList([ConvolutionLayer(width, step, dropout) for step in steps] if steps
                                    else [AttentionLayer(width, heads, dropout) for _ in range(layers)])
        self.norm = nn.LayerNorm(width)

    def forward(self, ids):
        inside = ids[:, :, 0] != 0
        mask = inside[:, :, None].to(torch.float32)
        x = self.vectors(ids)
        if self.places is not None:
            x = x + self.places[: ids.shape[1]]
        x = F.dropout(x, self.dropout, self.training) * mask
        # A text without a token attends to its padding: nothing of it is pooled.
        hidden = (inside | ~inside.any(1, keepdim=True))[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask, hidden)
        return self.norm(x), inside


class Teacher(nn.Module):
    """Shared heads, residuals of sources' own definitions and biases of sources, as in encoder.py."""

    def __init__(self, body, labels, sources, definitions, out=512, queries=4):
        super().__init__()
        self.body = body
        self.queries = nn.Linear(body.width, queries)
        self.trunk = nn.Linear(body.width * (queries + 2), out)
        self.heads, self.definition_heads = nn.Linear(out, labels), nn.Linear(out, definitions)
        nn.init.zeros_(self.definition_heads.weight)
        nn.init.zeros_(self.definition_heads.bias)
        self.source_bias = nn.Parameter(torch.zeros(sources, labels))

    def forward(self, ids):
        x, inside = self.body(ids)
        mask = inside[:, :, None].to(x.dtype)
        hidden = (mask - 1) * 1e4
        weights = torch.softmax((self.queries(x) + hidden).float(), 1).to(x.dtype)
        attended = torch.matmul(weights.transpose(1, 2), x).flatten(1)
        mean = (x * mask).sum(1) / mask.sum(1).clamp(min=1)
        pooled = torch.cat([attended, mean, (x + hidden).max(1).values], 1) * mask.max(1).values
        pooled = F.dropout(pooled, 0.3, self.training)
        embedding = F.dropout(F.gelu(self.trunk(pooled)), 0.3, self.training)
        return self.heads(embedding).float(), self.definition_heads(embedding).float()
