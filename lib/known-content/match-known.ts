import { db } from "#lib/db/index.ts";
import type { SignalSetValues } from "#lib/policy/index.ts";
import { buildTextIndex, signatureFromHex, type TextIndex, textSignature } from "./min-hash.ts";
import { buildPdqIndex, type PdqIndex, parseHash } from "./pdq-index.ts";
import { BANK_PREFIX } from "./schema.ts";
import { type Bank, bankHashes, enabledBanks } from "./store.ts";

/** What a picture is recognised by. */
export type KnownPicture = { pdq: string; pdqTurned: string[]; pdqQuality: number; sha256: string | null };

type Hit = { hashId: number; distance: number };
/** A set per bank that was met; its detail lists the hashes. */
export type KnownMatches = { signals: SignalSetValues[] };

/** Below this quality a PDQ hash says too little (the reference's own advice). */
const LEAST_QUALITY = 50;
/** How long the list of banks is believed. A change takes so long to be felt by every process. */
const BANKS_MS = 2000;

type Loaded =
  | { kind: "pdq"; ids: Int32Array; index: PdqIndex }
  | { kind: "text"; ids: Int32Array; index: TextIndex };
const loaded = new Map<string, { revision: number; bank: Promise<Loaded> }>();
let banks: { at: number; list: Promise<Bank[]> } | null = null;

/** What is known of texts, in their order; quick where no bank of texts is enabled. */
export async function matchTexts(texts: readonly string[]): Promise<KnownMatches[]> {
  const ours = (await currentBanks()).filter(({ kind }) => kind === "text");
  if (ours.length === 0) return texts.map(() => ({ signals: [] }));
  const indices = await Promise.all(ours.map(async (bank) => ({ bank, held: await loadBank(bank) })));
  return texts.map((text) => {
    const signature = textSignature(text);
    return collect(
      indices.map(({ bank, held }) => ({
        bank,
        hits:
          signature && held.kind === "text"
            ? held.index
                .search(signature, bank.threshold)
                .map(({ row, similarity }) => ({ hashId: held.ids[row] ?? 0, distance: similarity }))
            : [],
      })),
    );
  });
}

/** What is known of an item's pictures: near by PDQ, turned and mirrored ones too, or the very file by SHA-256. */
export async function matchPictures(pictures: readonly KnownPicture[]): Promise<KnownMatches> {
  const ours = await currentBanks();
  const found = ours.map(async (bank) => {
    if (bank.kind === "sha256") return { bank, hits: await exactHits(bank, pictures) };
    if (bank.kind === "pdq") return { bank, hits: nearHits(await loadBank(bank), bank.threshold, pictures) };
    return { bank, hits: [] };
  });
  return collect(await Promise.all(found));
}

async function exactHits(bank: Bank, pictures: readonly KnownPicture[]): Promise<Hit[]> {
  const wanted = pictures.flatMap(({ sha256 }) => (sha256 ? [sha256] : []));
  const rows = await db().knownHash.findMany({
    where: { bankId: bank.id, enabled: true, hash: { in: wanted } },
    select: { id: true },
  });
  return rows.map(({ id }) => ({ hashId: id, distance: 0 }));
}

function nearHits(held: Loaded, radius: number, pictures: readonly KnownPicture[]): Hit[] {
  if (held.kind !== "pdq") return [];
  return pictures
    .filter(({ pdqQuality }) => pdqQuality >= LEAST_QUALITY)
    .flatMap(({ pdq, pdqTurned }) => [pdq, ...pdqTurned])
    .flatMap((hash) => held.index.search(parseHash(hash), radius))
    .map(({ row, distance }) => ({ hashId: held.ids[row] ?? 0, distance }));
}

/** One set per bank that was met; each hash once, at its nearest. */
function collect(found: { bank: Bank; hits: Hit[] }[]): KnownMatches {
  const signals: SignalSetValues[] = [];
  for (const { bank, hits } of found) {
    if (hits.length === 0) continue;
    const nearest = new Map<number, Hit>();
    for (const hit of hits) {
      const known = nearest.get(hit.hashId);
      const nearer = bank.kind === "text" ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
      if (!known || nearer(hit.distance, known.distance)) nearest.set(hit.hashId, hit);
    }
    signals.push({
      source: BANK_PREFIX + bank.slug,
      version: String(bank.revision),
      provider: null,
      latencyMs: null,
      values: { [bank.signal]: bank.value },
      detail: { matches: [...nearest.values()] },
    });
  }
  return { signals };
}

function currentBanks(): Promise<Bank[]> {
  const now = Date.now();
  if (!banks || now - banks.at > BANKS_MS) {
    const list = enabledBanks(db());
    banks = { at: now, list };
    list.catch(() => {
      banks = null;
    });
  }
  return banks.list;
}

/** Forgets the list of banks: in this process a change is felt at once. */
export function forgetBanks(): void {
  banks = null;
}

/** A bank in memory, loaded anew when its revision moved; a failure is forgotten. */
function loadBank(bank: Bank): Promise<Loaded> {
  const known = loaded.get(bank.id);
  if (known?.revision === bank.revision) return known.bank;
  const loading = readBank(bank);
  loaded.set(bank.id, { revision: bank.revision, bank: loading });
  loading.catch(() => loaded.delete(bank.id));
  return loading;
}

async function readBank(bank: Bank): Promise<Loaded> {
  const ids: number[] = [];
  const hashes: Uint32Array[] = [];
  const read = bank.kind === "pdq" ? parseHash : signatureFromHex;
  for await (const page of bankHashes(db(), bank.id, true))
    for (const { id, hash } of page) {
      ids.push(id);
      hashes.push(read(hash));
    }
  if (bank.kind === "text") return { kind: "text", ids: Int32Array.from(ids), index: buildTextIndex(hashes) };
  const words = new Uint32Array(hashes.length * 8);
  for (const [row, hash] of hashes.entries()) words.set(hash, row * 8);
  return { kind: "pdq", ids: Int32Array.from(ids), index: buildPdqIndex(words) };
}
