import { systemError } from '../../filesystem/errors.ts';
import type { System } from '../../linux/system.ts';

/** Where units are looked for, the administrator's first (systemd.unit(5)). */
const UNIT_FOLDERS = ['/etc/systemd/system', '/usr/lib/systemd/system'] as const;
/** Targets whose services are started at boot, in this order. */
const TARGETS = ['sysinit.target', 'basic.target', 'multi-user.target', 'getty.target'] as const;
/** What is read of a unit's file, in characters, and how many units there may be. */
const UNIT_CHARS_MAX = 65_536;
const UNITS_MAX = 200;
const DEFAULT_RESTART_MS = 100;
const DEFAULT_STOP_MS = 90_000;

/** A service, as systemd.service(5) describes it and as far as it is simulated. */
export interface Unit {
  readonly name: string;
  readonly description: string;
  readonly after: readonly string[];
  readonly type: 'simple' | 'oneshot';
  readonly command: readonly string[];
  readonly restart: 'no' | 'always' | 'on-failure' | 'on-success' | 'on-abnormal';
  readonly restartMs: number;
  readonly stopMs: number;
  readonly user: string | undefined;
  readonly workingDirectory: string;
  readonly environment: readonly (readonly [name: string, value: string])[];
  /** Its output goes to the console; else to the journal. */
  readonly onConsole: boolean;
}

/** The unit with that name; undefined: there is none, or it is masked. */
export function loadUnit(system: System, name: string): Unit | undefined {
  for (const folder of UNIT_FOLDERS) {
    const text = textOf(system, `${folder}/${name}`);
    if (text !== undefined) return text === '' ? undefined : parseUnit(name, text);
  }
  return undefined;
}

/** What is started at boot, in the order in which it is started. */
export function bootUnits(system: System): string[] {
  const ordered: string[] = [];
  for (const target of TARGETS) {
    const wanted = UNIT_FOLDERS.flatMap((folder) => namesIn(system, `${folder}/${target}.wants`));
    const names = [...new Set(wanted)].sort().filter((name) => !ordered.includes(name));
    ordered.push(...inOrder(system, names.slice(0, UNITS_MAX - ordered.length)));
  }
  return ordered;
}

function parseUnit(name: string, text: string): Unit {
  const settings = settingsOf(text);
  const last = (key: string) => settings.get(key)?.at(-1);
  const words = (key: string) => (settings.get(key) ?? []).flatMap((value) => value.split(/\s+/));
  const type = last('Service.Type') === 'oneshot' ? 'oneshot' : 'simple';
  return {
    name,
    description: last('Unit.Description') ?? name,
    after: words('Unit.After'),
    type,
    command: commandWords(last('Service.ExecStart') ?? ''),
    restart: RESTARTS.find((each) => each === last('Service.Restart')) ?? 'no',
    restartMs: milliseconds(last('Service.RestartSec'), DEFAULT_RESTART_MS),
    stopMs: milliseconds(last('Service.TimeoutStopSec'), DEFAULT_STOP_MS),
    user: last('Service.User'),
    workingDirectory: last('Service.WorkingDirectory') ?? '/',
    environment: (settings.get('Service.Environment') ?? []).flatMap(commandWords).map(variable),
    onConsole: ['tty', 'tty-force'].includes(last('Service.StandardOutput') ?? ''),
  };
}

const RESTARTS = ['no', 'always', 'on-failure', 'on-success', 'on-abnormal'] as const;

/** `Section.Key` → values. An empty value forgets those before. */
function settingsOf(text: string): Map<string, string[]> {
  const settings = new Map<string, string[]>();
  let section = '';
  for (const line of text.replaceAll('\\\n', ' ').split('\n')) {
    const trimmed = line.trim();
    if (trimmed === '' || '#;'.includes(trimmed.charAt(0))) continue;
    if (trimmed.startsWith('[') && trimmed.endsWith(']')) {
      section = trimmed.slice(1, -1);
      continue;
    }
    const equals = trimmed.indexOf('=');
    if (equals < 0) continue;
    const key = `${section}.${trimmed.slice(0, equals).trim()}`;
    const value = trimmed.slice(equals + 1).trim();
    settings.set(key, value === '' ? [] : [...(settings.get(key) ?? []), value]);
  }
  return settings;
}

/** Words of a command line, with quotes, and without the prefixes of its path (`-`, `@`, `+`, `!`). */
function commandWords(text: string): string[] {
  const words: string[] = [];
  let word = '';
  let quote = '';
  let isWord = false;
  for (const character of text.replace(/^[-@+!:]+/, '')) {
    if (quote !== '' ? character === quote : `"'`.includes(character)) {
      quote = quote === '' ? character : '';
      isWord = true;
    } else if (quote === '' && /\s/.test(character)) {
      if (isWord) words.push(word);
      [word, isWord] = ['', false];
    } else {
      word += character;
      isWord = true;
    }
  }
  return isWord ? [...words, word] : words;
}

function variable(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [text, ''] : [text.slice(0, equals), text.slice(equals + 1)];
}

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, '': 1000, s: 1000, sec: 1000, min: 60_000 };

/** systemd.time(7), as far as one number with a unit. */
function milliseconds(text: string | undefined, absent: number): number {
  const [, number, unit = ''] = /^(\d{1,6}) ?([a-z]*)$/.exec(text ?? '') ?? [];
  const factor = UNITS_MS[unit];
  return number === undefined || factor === undefined ? absent : Number(number) * factor;
}

/** Those that others are to come after come first; else by name. */
function inOrder(system: System, names: readonly string[]): string[] {
  const after = new Map(names.map((name) => [name, loadUnit(system, name)?.after ?? []]));
  const ordered: string[] = [];
  const visit = (name: string, above: readonly string[]) => {
    if (ordered.includes(name) || above.includes(name)) return;
    for (const other of after.get(name) ?? []) if (after.has(other)) visit(other, [...above, name]);
    ordered.push(name);
  };
  for (const name of names) visit(name, []);
  return ordered;
}

function namesIn(system: System, folder: string): string[] {
  try {
    return system.readDirectory(folder).flatMap(({ name }) => (name.endsWith('.service') ? [name] : []));
  } catch (error) {
    systemError(error);
    return [];
  }
}

function textOf(system: System, path: string): string | undefined {
  try {
    // A masked unit is a link to /dev/null.
    return system.stat(path).type === 'file' ? system.readText(path).slice(0, UNIT_CHARS_MAX) : '';
  } catch (error) {
    systemError(error);
    return undefined;
  }
}
