import type { System } from '../../linux/system.ts';
import { ownAddress } from '../options.ts';
import { commonLogTime, httpDate, iso, plainTime, slashedTime } from '../timestamps.ts';

/** What a text of an application may name: `%{host}`. */
const values: Readonly<Record<string, (system: System) => string>> = {
  address: ownAddress,
  clock: ({ now }) => iso(now).slice(11, 19),
  /** `2024-05-01 08:00:00,123`, as Java's loggers print it. */
  comma: ({ now }) => `${plainTime(now)},${iso(now).slice(20, 23)}`,
  common: ({ now }) => commonLogTime(now),
  day: ({ now }) => iso(now).slice(0, 10),
  epoch: ({ now }) => String(now),
  host: (system) => system.hostName(),
  http: ({ now }) => httpDate(now),
  iso: ({ now }) => iso(now),
  /** `2024-05-01T08:00:00.123`, for zones of one's own. */
  instant: ({ now }) => iso(now).slice(0, 23),
  pid: ({ pid }) => String(pid),
  plain: ({ now }) => plainTime(now),
  /** `2024-05-01 08:00:00.123` */
  plainms: ({ now }) => `${plainTime(now)}.${iso(now).slice(20, 23)}`,
  seconds: ({ now }) => `${iso(now).slice(0, 19)}Z`,
  slashed: ({ now }) => slashedTime(now),
  unix: ({ now }) => String(Math.floor(now / 1000)),
  version: ({ executable }) => executable.version ?? '',
};

const placeholder = /%\{([a-zA-Z]+)(?:\.(\w+)(?:\|([^}]{0,200}))?)?\}/g;

/**
 * Fills in the values that a text names, and variables of the environment: `%{env.PORT|8080}`.
 * @param own values that only this application has
 */
export function fill(text: string, system: System, own: Readonly<Record<string, string>> = {}): string {
  return text.replace(placeholder, (whole, name: string, variable?: string, otherwise = '') => {
    if (variable !== undefined) return name === 'env' ? system.env.get(variable) || otherwise : whole;
    return own[name] ?? values[name]?.(system) ?? whole;
  });
}
