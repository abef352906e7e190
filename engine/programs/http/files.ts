import { SystemError } from '../../filesystem/errors.ts';
import type { Stat } from '../../filesystem/node.ts';
import type { System } from '../../linux/system.ts';

/** Content types by the end of a name, as every server of ours knows them. */
const types: Readonly<Record<string, string>> = {
  css: 'text/css',
  csv: 'text/csv',
  gif: 'image/gif',
  htm: 'text/html',
  html: 'text/html',
  ico: 'image/x-icon',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  js: 'application/javascript',
  json: 'application/json',
  md: 'text/markdown',
  mp3: 'audio/mpeg',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  wasm: 'application/wasm',
  webp: 'image/webp',
  xml: 'text/xml',
  zip: 'application/zip',
};

export function extensionOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1).toLowerCase();
}

export function typeOf(path: string, fallback: string): string {
  return types[extensionOf(path)] ?? fallback;
}

/** What is at a path: its stat, or the error that says why not. */
export function lookAt(system: System, path: string): Stat | SystemError {
  try {
    return system.stat(path);
  } catch (error) {
    if (error instanceof SystemError) return error;
    throw error;
  }
}

/** Whether a regular file may be read; otherwise the error. */
export function readable(system: System, path: string): SystemError | undefined {
  try {
    system.access(path, { read: true });
    return undefined;
  } catch (error) {
    if (error instanceof SystemError) return error;
    throw error;
  }
}

/** The range a request asks for, of a file of that size; undefined: the whole; `unsatisfiable`. */
export function rangeOf(
  value: string | undefined,
  size: number,
): { readonly offset: number; readonly length: number } | 'unsatisfiable' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(value ?? '') ?? [];
  if (from === '' && to === '') return undefined;
  const offset = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const last = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return offset > last || offset >= size ? 'unsatisfiable' : { offset, length: last - offset + 1 };
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
