import type { LayerEntry } from '../../registry/layer.ts';
import { unitsOf, type Work } from '../../simulation/work.ts';
import { SystemError } from '../errors.ts';
import { executableIn, HEAD_BYTES } from '../executable-head.ts';
import { ARCHIVE_BYTES_MAX, type ArchiveEntry } from './entry.ts';

/** What the files of one layer may really take, beside equal bytes and executables. */
const LAYER_BYTES_MAX = 134_217_728;

type FileEntry = Extract<LayerEntry, { readonly type: 'file' | 'bytes' | 'fill' | 'executable' }>;
type Facts = Omit<Extract<LayerEntry, { readonly type: 'directory' }>, 'type'>;

/** Turns the contents of files into those of layer entries, as long as they fit into one layer. */
export class LayerContents {
  #bytes = 0;
  /** What was looked at, zeros too. */
  #seen = 0;

  /** @throws SystemError ENOSPC */
  *entry(facts: Facts, { size, content, dataBytes = size }: ArchiveEntry): Work<FileEntry> {
    this.#look(dataBytes);
    const pieces: { readonly offset: number; readonly bytes: Uint8Array }[] = [];
    let offset = 0;
    for (const piece of dataBytes > 0 ? content : []) {
      const bytes = piece.subarray(0, size - offset);
      if (bytes.some((byte) => byte !== 0)) {
        this.#take(bytes.length);
        pieces.push({ offset, bytes: bytes.slice() });
      }
      offset += bytes.length;
      yield unitsOf(bytes.length);
      if (offset >= dataBytes) break;
    }
    if (pieces.length === 0)
      return size === 0 ? { ...facts, type: 'file', text: '' } : { ...facts, type: 'fill', fill: 0, size };
    const [first] = pieces;
    const executable = first?.offset === 0 && pieces.length === 1 ? executableOnly(first.bytes) : undefined;
    if (first !== undefined && executable !== undefined) {
      this.#bytes -= first.bytes.length;
      return { ...facts, type: 'executable', executable, size };
    }
    // The zeros between them have to be kept too.
    this.#take(size - pieces.reduce((sum, { bytes }) => sum + bytes.length, 0));
    const whole = new Uint8Array(size);
    for (const { offset: at, bytes } of pieces) whole.set(bytes, at);
    const text = textOf(whole);
    return text === undefined ? { ...facts, type: 'bytes', bytes: whole } : { ...facts, type: 'file', text };
  }

  #look(bytes: number): void {
    this.#seen += bytes;
    if (this.#seen > ARCHIVE_BYTES_MAX) throw new SystemError('ENOSPC');
  }

  #take(bytes: number): void {
    this.#bytes += bytes;
    if (this.#bytes > LAYER_BYTES_MAX) throw new SystemError('ENOSPC');
  }
}

/** What an executable is, where nothing but zeros comes after its head. */
function executableOnly(bytes: Uint8Array): ReturnType<typeof executableIn> {
  return bytes.subarray(HEAD_BYTES).every((byte) => byte === 0) ? executableIn(bytes) : undefined;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
