import { NOTHING } from '../../engine/filesystem/archive/entry.ts';
import { writeTar } from '../../engine/filesystem/archive/tar-writer.ts';

/** A file of an archive: its text, or a symbolic link's target. */
export type TarFile = string | { readonly link: string };

/** A tar archive of files by their paths. */
export function tarOf(files: Readonly<Record<string, TarFile>>): Uint8Array {
  const facts = { mode: 0o644, uid: 0, gid: 0, modifiedMs: 0 };
  const entries = Object.entries(files).map(([name, file]) => {
    if (typeof file !== 'string') {
      return { ...facts, name, type: 'symbolic link' as const, target: file.link, size: 0, content: NOTHING };
    }
    const bytes = new TextEncoder().encode(file);
    return { ...facts, name, type: 'file' as const, size: bytes.length, content: [bytes] };
  });
  const pieces = [...writeTar(entries)];
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
