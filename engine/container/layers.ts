import { SystemError } from '../filesystem/errors.ts';
import type { LayerSource } from '../filesystem/inode.ts';
import { packed, unpacked } from '../filesystem/packed.ts';
import { DEVICE_LAYER, HOST_DEVICE_LAYER } from '../linux/devices.ts';
import { catalogueLayer } from '../registry/catalogue-layer.ts';
import type { Layer, LayerEntry } from '../registry/layer.ts';
import { osTemplateLayer } from '../registry/os-templates/layer.ts';
import type { Records } from '../simulation/records.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { HOST_LAYER } from './host-layer.ts';
import { INIT_LAYER } from './init-layer.ts';

/** An entry as it is stored: bytes as text of one character each. */
type StoredEntry =
  | Exclude<LayerEntry, { readonly type: 'bytes' }>
  | (Omit<Extract<LayerEntry, { readonly type: 'bytes' }>, 'bytes'> & { readonly packed: readonly string[] });

interface StoredLayer {
  readonly modifiedMs: number;
  /** Numbers of the records that hold its entries. */
  readonly pieces: number;
  /** What it takes, in characters. */
  readonly chars: number;
}

/** Characters in a record: a Durable Object's row may have 2 MB, and each may take six when it is escaped. */
const PIECE_CHARS = 262_144;
/** A longer text is stored apart from its entry. */
const TEXT_CHARS_MAX = 32_768;
/** What all layers that were made in a sandbox may take: it is in memory while the sandbox is loaded. */
const STORED_CHARS_MAX = 134_217_728;

/** The layers of images: of the catalogue, or made in the sandbox and stored. */
export class Layers implements LayerSource {
  readonly #layers: Records<StoredLayer>;
  readonly #pieces: Records<readonly StoredEntry[]>;
  readonly #contents: Records<string>;

  constructor(simulation: Simulation) {
    this.#layers = simulation.records.of('layers');
    this.#pieces = simulation.records.of('layer_pieces');
    this.#contents = simulation.records.of('layer_contents');
  }

  layer(id: string): Layer {
    const layer = FIXED.get(id) ?? this.#stored(id) ?? catalogueLayer(id) ?? osTemplateLayer(id);
    if (layer === undefined) throw new Error(`no layer ${id}`);
    return layer;
  }

  isShared(id: string): boolean {
    return !this.#layers.has(id);
  }

  has(id: string): boolean {
    if (FIXED.has(id) || this.#layers.has(id)) return true;
    return catalogueLayer(id) !== undefined || osTemplateLayer(id) !== undefined;
  }

  /** Stores a layer that was made in the sandbox. @throws SystemError ENOSPC; nothing is stored then */
  store({ key, modifiedMs, entries }: Layer): void {
    if (this.has(key)) return;
    this.#checkRoom(entries);
    let total = 0;
    let pieces = 0;
    let piece: StoredEntry[] = [];
    let chars = 0;
    for (const [index, entry] of entries.entries()) {
      const stored = this.#pack(key, index, entry);
      const length = JSON.stringify(stored).length;
      chars += length;
      total += length + ('packed' in stored ? contentChars(entry) : 0);
      piece.push(stored);
      if (chars < PIECE_CHARS) continue;
      this.#pieces.set(`${key}/${pieces++}`, piece);
      [piece, chars] = [[], 0];
    }
    if (piece.length > 0) this.#pieces.set(`${key}/${pieces++}`, piece);
    this.#layers.set(key, { modifiedMs, pieces, chars: total });
  }

  remove(id: string): void {
    const stored = this.#layers.get(id);
    if (stored === undefined) return;
    for (let piece = 0; piece < stored.pieces; piece++) {
      for (const entry of this.#pieces.get(`${id}/${piece}`) ?? []) {
        if ('packed' in entry) for (const content of entry.packed) this.#contents.delete(content);
      }
      this.#pieces.delete(`${id}/${piece}`);
    }
    this.#layers.delete(id);
  }

  #checkRoom(entries: readonly LayerEntry[]): void {
    let chars = 0;
    for (const layer of this.#layers.values()) chars += layer.chars;
    for (const entry of entries) chars += contentChars(entry);
    if (chars > STORED_CHARS_MAX) throw new SystemError('ENOSPC');
  }

  #stored(id: string): Layer | undefined {
    const stored = this.#layers.get(id);
    if (stored === undefined) return undefined;
    const entries: LayerEntry[] = [];
    for (let piece = 0; piece < stored.pieces; piece++) {
      for (const entry of this.#pieces.get(`${id}/${piece}`) ?? []) entries.push(this.#unpack(entry));
    }
    return { key: id, modifiedMs: stored.modifiedMs, entries };
  }

  #pack(key: string, index: number, entry: LayerEntry): StoredEntry {
    const isLong = entry.type === 'file' && entry.text.length > TEXT_CHARS_MAX;
    if (entry.type !== 'bytes' && !isLong) return entry;
    const { path, mode, uid, gid, modifiedMs, capabilities } = entry;
    const facts = {
      type: 'bytes',
      path,
      mode,
      uid,
      gid,
      ...(modifiedMs === undefined ? {} : { modifiedMs }),
      ...(capabilities === undefined ? {} : { capabilities }),
    } as const;
    const bytes = entry.type === 'bytes' ? entry.bytes : new TextEncoder().encode(entry.text);
    const names: string[] = [];
    for (let from = 0; from < bytes.length; from += PIECE_CHARS) {
      const name = `${key}/${index}/${names.length}`;
      this.#contents.set(name, packed(bytes.subarray(from, from + PIECE_CHARS)));
      names.push(name);
    }
    return { ...facts, packed: names };
  }

  #unpack(entry: StoredEntry): LayerEntry {
    if (!('packed' in entry)) return entry;
    const { packed: names, ...facts } = entry;
    const parts = names.map((name) => this.#contents.get(name) ?? '');
    return { ...facts, type: 'bytes', bytes: unpacked(parts.join('')) };
  }
}

function contentChars(entry: LayerEntry): number {
  if (entry.type === 'bytes') return entry.bytes.length;
  return entry.type === 'file' ? entry.text.length : 0;
}

const FIXED: ReadonlyMap<string, Layer> = new Map(
  [DEVICE_LAYER, HOST_DEVICE_LAYER, HOST_LAYER, INIT_LAYER].map((layer) => [layer.key, layer]),
);
