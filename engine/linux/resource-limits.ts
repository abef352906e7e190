/** What setrlimit(2) limits, by docker's names for it. Infinity: unlimited. */
export const LIMIT_NAMES = [
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
  'as',
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];

/** -1: unlimited. */
export interface ResourceLimit {
  readonly soft: number;
  readonly hard: number;
}

export type ResourceLimits = Partial<Record<LimitName, ResourceLimit>>;

export const UNLIMITED = -1;
const NOTHING: ResourceLimit = { soft: UNLIMITED, hard: UNLIMITED };
const SAME = (value: number): ResourceLimit => ({ soft: value, hard: value });

/** What processes have that nobody has limited: the kernel's values for its first process, as systemd raises them. */
const DEFAULTS: ResourceLimits = {
  memlock: SAME(8_388_608),
  msgqueue: SAME(819_200),
  nice: SAME(0),
  rtprio: SAME(0),
  sigpending: SAME(15_617),
  stack: { soft: 8_388_608, hard: UNLIMITED },
};

/** Limits of a process: descriptors are counted where they are made, and so have a field of their own. */
interface Limited {
  readonly limits?: ResourceLimits;
  readonly openFilesMax: number;
}

export function limitOf({ limits, openFilesMax }: Limited, name: LimitName): ResourceLimit {
  if (name === 'nofile') return { soft: openFilesMax, hard: limits?.nofile?.hard ?? openFilesMax };
  return limits?.[name] ?? DEFAULTS[name] ?? NOTHING;
}

/** True where a value is more than a limit allows. */
export function isOver(value: number, limit: number): boolean {
  return limit !== UNLIMITED && (value === UNLIMITED || value > limit);
}

const ROWS: readonly (readonly [name: LimitName, words: string, unit: string])[] = [
  ['cpu', 'Max cpu time', 'seconds'],
  ['fsize', 'Max file size', 'bytes'],
  ['data', 'Max data size', 'bytes'],
  ['stack', 'Max stack size', 'bytes'],
  ['core', 'Max core file size', 'bytes'],
  ['rss', 'Max resident set', 'bytes'],
  ['nproc', 'Max processes', 'processes'],
  ['nofile', 'Max open files', 'files'],
  ['memlock', 'Max locked memory', 'bytes'],
  ['as', 'Max address space', 'bytes'],
  ['locks', 'Max file locks', 'locks'],
  ['sigpending', 'Max pending signals', 'signals'],
  ['msgqueue', 'Max msgqueue size', 'bytes'],
  ['nice', 'Max nice priority', ''],
  ['rtprio', 'Max realtime priority', ''],
  ['rttime', 'Max realtime timeout', 'us'],
];

/** /proc/<pid>/limits */
export function limitsText(process: Limited): string {
  const line = (words: string, soft: string, hard: string, unit: string) =>
    `${words.padEnd(26)}${soft.padEnd(21)}${hard.padEnd(21)}${unit.padEnd(10)}\n`;
  const shown = (value: number) => (value === UNLIMITED ? 'unlimited' : String(value));
  const rows = ROWS.map(([name, words, unit]) => {
    const { soft, hard } = limitOf(process, name);
    return line(words, shown(soft), shown(hard), unit);
  });
  return line('Limit', 'Soft Limit', 'Hard Limit', 'Units') + rows.join('');
}
