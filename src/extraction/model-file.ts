import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Chain } from './chain.ts';
import { makeChain } from './chain.ts';
import type { FeatureTable } from './hashing.ts';
import { makeTable } from './hashing.ts';
import type { Judge } from './judge.ts';
import type { Model } from './reading.ts';

/** A chain as training leaves it: sorted keys, and `labels` weights for each. */
export type LearntChain = {
  readonly labels: number;
  readonly keys: Int32Array;
  readonly weights: Float32Array;
  readonly steps: Float32Array;
};
type LearntTable = { readonly keys: Int32Array; readonly values: Uint8Array };
export type LearntModel = {
  readonly rates: LearntTable;
  readonly classes: LearntTable;
  readonly cues: LearntChain;
  readonly roles: LearntChain;
  readonly judge: Judge;
};

type ChainHead = { labels: number; rows: number; steps: number; scale: number };
type Head = { rates: number; classes: number; cues: ChainHead; roles: ChainHead; judge: Judge };

// One byte a weight: the finest step is a 127th of the greatest weight kept.
const GREATEST = 127;

/** Head as JSON, then plain columns of numbers, all compressed: no code runs when it is read. */
export function encodeModel(model: LearntModel, mostRows: number): Buffer {
  const cues = packChain(model.cues, mostRows);
  const roles = packChain(model.roles, mostRows);
  const head: Head = {
    rates: model.rates.keys.length,
    classes: model.classes.keys.length,
    cues: cues.head,
    roles: roles.head,
    judge: model.judge,
  };
  const json = Buffer.from(JSON.stringify(head));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(json.length);
  const parts = [size, json, ...tableParts(model.rates), ...tableParts(model.classes)];
  const all = Buffer.concat([...parts, ...cues.parts, ...roles.parts]);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
  return brotliCompressSync(all, { params: quality });
}

function tableParts(table: LearntTable): Buffer[] {
  return [bytes(table.keys), bytes(table.values)];
}

function bytes(values: Int32Array | Uint8Array | Int8Array | Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function packChain(chain: LearntChain, mostRows: number): { head: ChainHead; parts: Buffer[] } {
  const { keys, weights, scale } = quantise(chain, mostRows);
  const { labels } = chain;
  const rows = keys.length;
  const columns = new Int8Array(weights.length);
  for (let i = 0; i < weights.length; i += 1) {
    columns[(i % labels) * rows + Math.floor(i / labels)] = weights[i]!;
  }
  const head = { labels, rows, steps: chain.steps.length, scale };
  return { head, parts: [splitKeys(keys), bytes(columns), bytes(chain.steps)] };
}

type Quantised = { readonly keys: Int32Array; readonly weights: Int8Array; readonly scale: number };

/** Weights in whole steps of `scale`; keeps the `mostRows` features that weigh most. */
function quantise({ labels, weights, keys }: LearntChain, mostRows: number): Quantised {
  const greatest = Float32Array.from(keys, (_, row) => {
    let most = 0;
    for (let b = 0; b < labels; b += 1) most = Math.max(most, Math.abs(weights[row * labels + b]!));
    return most;
  });
  const least = greatest.toSorted().at(-mostRows) ?? 0;
  const kept: number[] = [];
  greatest.forEach((most, row) => {
    if (most >= least && most > 0) kept.push(row);
  });
  const scale = spreadOf(weights) / GREATEST;
  const whole = new Int8Array(kept.length * labels);
  kept.forEach((row, i) => {
    for (let b = 0; b < labels; b += 1) {
      const value = Math.round(weights[row * labels + b]! / scale);
      whole[i * labels + b] = Math.max(-GREATEST, Math.min(GREATEST, value));
    }
  });
  return { keys: Int32Array.from(kept, (row) => keys[row]!), weights: whole, scale };
}

/** What decoding the file would give, without going through the file. */
export function toChain(chain: LearntChain, mostRows: number): Chain {
  const { keys, weights, scale } = quantise(chain, mostRows);
  return makeChain(chain.labels, keys, weights, scale, chain.steps);
}

/** The few greatest weights are cut, so that the many small ones keep their differences. */
function spreadOf(weights: Float32Array): number {
  let most = 0;
  for (const weight of weights) most = Math.max(most, Math.abs(weight));
  return Math.min(most, 2.5);
}

/** Differences of sorted keys, one column per byte: the upper ones are nearly all zero. */
function splitKeys(keys: Int32Array): Buffer {
  const out = Buffer.alloc(keys.length * 4);
  let last = -0x80000000;
  keys.forEach((key, i) => {
    const step = key - last;
    for (let part = 0; part < 4; part += 1) {
      out[part * keys.length + i] = Math.floor(step / 256 ** part) % 256;
    }
    last = key;
  });
  return out;
}

export function decodeModel(file: Uint8Array): Model {
  const all = brotliDecompressSync(file);
  const length = all.readUInt32LE(0);
  const head = JSON.parse(all.subarray(4, 4 + length).toString()) as Head;
  const reader = { all, at: 4 + length };
  const rates = readTable(reader, head.rates);
  const classes = readTable(reader, head.classes);
  const cues = readChain(reader, head.cues);
  const roles = readChain(reader, head.roles);
  const facts = {
    rates: rates.table,
    levels: rates.values,
    classed: classes.table,
    classes: classes.values,
  };
  return { facts, cues, roles, judge: head.judge };
}

type Reader = { readonly all: Buffer; at: number };

/** A copy of its own, so that the whole file need not stay in memory, nor be aligned. */
function take(reader: Reader, size: number): ArrayBuffer {
  const copy = new Uint8Array(size);
  copy.set(reader.all.subarray(reader.at, reader.at + size));
  reader.at += size;
  return copy.buffer;
}

function readTable(reader: Reader, rows: number): { table: FeatureTable; values: Uint8Array } {
  const table = makeTable(new Int32Array(take(reader, rows * 4)));
  return { table, values: new Uint8Array(take(reader, rows)) };
}

function readChain(reader: Reader, head: ChainHead): Chain {
  const { labels, rows, scale } = head;
  const keys = joinKeys(new Uint8Array(take(reader, rows * 4)), rows);
  const columns = new Int8Array(take(reader, rows * labels));
  const weights = new Int8Array(rows * labels);
  for (let row = 0; row < rows; row += 1) {
    for (let b = 0; b < labels; b += 1) weights[row * labels + b] = columns[b * rows + row]!;
  }
  const steps = new Float32Array(take(reader, head.steps * 4));
  return makeChain(labels, keys, weights, scale, steps);
}

function joinKeys(parts: Uint8Array, rows: number): Int32Array {
  const keys = new Int32Array(rows);
  let last = -0x80000000;
  for (let i = 0; i < rows; i += 1) {
    let step = 0;
    for (let part = 3; part >= 0; part -= 1) step = step * 256 + parts[part * rows + i]!;
    last += step;
    keys[i] = last;
  }
  return keys;
}
