import { type ProgressLine, progress, status } from '../progress.ts';

/** What a host's line to the registries carries, and how fast it unpacks. */
const HOST_BYTES_PER_SECOND = 12_500_000;
const UNPACKED_BYTES_PER_SECOND = 120_000_000;
/** Layers that are fetched at the same time: dockerd's max-concurrent-downloads. */
export const CONCURRENT_LAYERS = 3;
/** Between the request for a layer and its first byte. */
const LAYER_LATENCY_MS = 250;

export interface LayerTransfer {
  /** `9758c28807f2` */
  readonly id: string;
  readonly compressedBytes: number;
  readonly bytes: number;
  /** Waits for its first byte. */
  latencyMs: number;
  received: number;
  extracted: number;
  state: 'waiting' | 'downloading' | 'downloaded' | 'complete';
}

export function newTransfer(id: string, compressedBytes: number, bytes: number): LayerTransfer {
  return {
    id,
    compressedBytes,
    bytes,
    latencyMs: LAYER_LATENCY_MS,
    received: 0,
    extracted: 0,
    state: 'waiting',
  };
}

/** What goes on at present: up to three layers come in, and the lowest that isn't unpacked yet is, once it is there. */
function active(layers: readonly LayerTransfer[]) {
  const incoming = layers
    .filter(({ state }) => state === 'waiting' || state === 'downloading')
    .slice(0, CONCURRENT_LAYERS);
  const lowest = layers.find(({ state }) => state !== 'complete');
  return { incoming, unpacking: lowest?.state === 'downloaded' ? lowest : undefined };
}

/** How long until the next layer is there or unpacked, in ms; undefined: all is done. */
export function nextChangeMs(layers: readonly LayerTransfer[]): number | undefined {
  const { incoming, unpacking } = active(layers);
  const rate = HOST_BYTES_PER_SECOND / Math.max(1, incoming.length) / 1000;
  const times = incoming.map(({ latencyMs, compressedBytes, received }) =>
    latencyMs > 0 ? latencyMs : (compressedBytes - received) / rate,
  );
  if (unpacking !== undefined) {
    times.push(((unpacking.bytes - unpacking.extracted) * 1000) / UNPACKED_BYTES_PER_SECOND);
  }
  return times.length === 0 ? undefined : Math.min(...times);
}

/** Lets time pass. @returns what there is to say of it */
export function advance(layers: readonly LayerTransfer[], elapsedMs: number): ProgressLine[] {
  const lines: ProgressLine[] = [];
  for (let leftMs = elapsedMs; ; ) {
    const next = nextChangeMs(layers);
    if (next === undefined) break;
    const stepMs = Math.min(leftMs, next);
    const { incoming, unpacking } = active(layers);
    for (const layer of incoming) receive(layer, stepMs, incoming.length, lines);
    if (unpacking !== undefined) unpack(unpacking, stepMs, lines);
    leftMs -= stepMs;
    if (leftMs <= 0 && next > stepMs) break;
  }
  const { incoming, unpacking } = active(layers);
  for (const { id, state, received, compressedBytes } of incoming) {
    if (state === 'downloading') {
      lines.push(progress('Downloading', id, Math.floor(received), compressedBytes));
    }
  }
  if (unpacking !== undefined && unpacking.extracted > 0) {
    const { id, extracted, bytes, compressedBytes } = unpacking;
    const share = Math.floor((extracted / Math.max(1, bytes)) * compressedBytes);
    lines.push(progress('Extracting', id, share, compressedBytes));
  }
  return lines;
}

/** Less than a byte of difference is a matter of rounding. */
const ROUNDING = 1e-6;

function receive(layer: LayerTransfer, stepMs: number, sharers: number, lines: ProgressLine[]): void {
  if (layer.latencyMs > ROUNDING) {
    layer.latencyMs = Math.max(0, layer.latencyMs - stepMs);
    if (layer.latencyMs > ROUNDING) return;
    layer.latencyMs = 0;
    layer.state = 'downloading';
    lines.push(progress('Downloading', layer.id, 0, layer.compressedBytes));
    return;
  }
  layer.received += (stepMs * HOST_BYTES_PER_SECOND) / sharers / 1000;
  if (layer.received + 1 < layer.compressedBytes) return;
  layer.received = layer.compressedBytes;
  layer.state = 'downloaded';
  lines.push(
    progress('Downloading', layer.id, layer.compressedBytes, layer.compressedBytes),
    status('Verifying Checksum', layer.id),
    status('Download complete', layer.id),
  );
}

function unpack(layer: LayerTransfer, stepMs: number, lines: ProgressLine[]): void {
  layer.extracted += (stepMs * UNPACKED_BYTES_PER_SECOND) / 1000;
  if (layer.extracted + 1 < layer.bytes) return;
  layer.extracted = layer.bytes;
  layer.state = 'complete';
  lines.push(
    progress('Extracting', layer.id, layer.compressedBytes, layer.compressedBytes),
    status('Pull complete', layer.id),
  );
}
