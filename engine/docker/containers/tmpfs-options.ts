import type { ContainerMount } from '../../container/runtime-spec.ts';
import { invalidParameter } from '../docker-error.ts';

/** Options that are on or off: what they stand for among a mount's, and what they take away. */
const FLAGS: Readonly<Record<string, string>> = {
  nosuid: 'suid',
  nodev: 'dev',
  noexec: 'exec',
  noatime: 'atime',
  nodiratime: 'diratime',
  relatime: 'norelatime',
  strictatime: 'nostrictatime',
  sync: 'async',
  ro: 'rw',
};
const TAKEN_AWAY = new Map(Object.entries(FLAGS).map(([on, off]) => [off, on]));
const VALUES = ['size', 'mode', 'uid', 'gid', 'nr_inodes', 'nr_blocks', 'mpol'];

/** What dockerd begins with. */
const DEFAULTS = ['noexec', 'nosuid', 'nodev'];
/** In the order in which the kernel shows them. */
const ORDER = ['nosuid', 'nodev', 'noexec', 'sync', 'noatime', 'nodiratime', 'relatime', 'strictatime'];

const SIZE = /^(\d{1,15})([kmg]?)$/i;

/** Bytes with k, m or g, or a share of the machine's memory. */
export function isTmpfsSize(text: string): boolean {
  return SIZE.test(text) || /^\d{1,15}%$/.test(text);
}

type Options = Pick<ContainerMount, 'readOnly' | 'sizeBytes' | 'mode' | 'uid' | 'gid' | 'options'>;

/** `--tmpfs /run:size=64m,mode=1777,exec`. @throws DockerError */
export function tmpfsOptions(text: string): Options {
  const flags = new Set([...DEFAULTS, 'relatime']);
  const values = new Map<string, string>();
  for (const word of text.split(',').filter((each) => each !== '')) {
    const equals = word.indexOf('=');
    const name = word.slice(0, equals);
    const off = TAKEN_AWAY.get(word);
    if (FLAGS[word] !== undefined) flags.add(word);
    else if (off !== undefined) flags.delete(off);
    else if (equals > 0 && VALUES.includes(name)) values.set(name, word.slice(equals + 1));
    else if (word !== 'defaults') throw invalidParameter(`invalid tmpfs option ["${word}"]`);
  }
  const size = SIZE.exec(values.get('size') ?? '');
  const factor = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[(size?.[2] ?? '').toLowerCase()] ?? 1;
  const number = (name: string, base: number) => {
    const value = values.get(name);
    return value !== undefined && /^[0-7]{1,9}$/.test(base === 8 ? value : '0') && /^\d{1,9}$/.test(value)
      ? Number.parseInt(value, base)
      : undefined;
  };
  const optional = <K extends string>(key: K, value: number | undefined) =>
    value === undefined ? {} : { [key]: value };
  return {
    readOnly: flags.has('ro'),
    options: ORDER.filter((flag) => flags.has(flag)),
    ...optional('sizeBytes', size === null ? undefined : Number(size[1]) * factor),
    ...optional('mode', number('mode', 8)),
    ...optional('uid', number('uid', 10)),
    ...optional('gid', number('gid', 10)),
  };
}
