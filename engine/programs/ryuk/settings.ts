import { parseGoDuration } from '../../simulation/go-duration.ts';

/** What ryuk's environment tells it; times in ms. */
export type Settings = {
  readonly connectionMs: number;
  readonly reconnectionMs: number;
  readonly requestMs: number;
  readonly shutdownMs: number;
  readonly removeRetries: number;
  readonly retryOffsetMs: number;
  readonly changesRetryMs: number;
  readonly port: number;
  readonly verbose: boolean;
};

const RETRIES_MAX = 1000;

/** @returns why not, where a variable makes no sense */
export function readSettings(env: ReadonlyMap<string, string>): Settings | string {
  const problems: string[] = [];
  const read = <V>(field: string, type: string, otherwise: V, parse: (text: string) => V | string): V => {
    const name = `RYUK${field.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
    const text = env.get(name) ?? '';
    const value = text === '' ? otherwise : parse(text);
    if (typeof value !== 'string') return value;
    problems.push(`parse error on field "${field}" of type "${type}": ${value}`);
    return otherwise;
  };
  const duration = (field: string, ms: number) =>
    read(field, 'time.Duration', ms, (text) => parseGoDuration(text) ?? invalidDuration(text));
  const settings = {
    connectionMs: duration('ConnectionTimeout', 60_000),
    reconnectionMs: duration('ReconnectionTimeout', 10_000),
    requestMs: duration('RequestTimeout', 10_000),
    removeRetries: read<number>('RemoveRetries', 'int', 10, (text) => number(text, 'ParseInt', RETRIES_MAX)),
    retryOffsetMs: duration('RetryOffset', -1000),
    changesRetryMs: duration('ChangesRetryInterval', 1000),
    shutdownMs: duration('ShutdownTimeout', 600_000),
    port: read<number>('Port', 'uint16', 8080, (text) => number(text, 'ParseUint', 65_535)),
    verbose: read<boolean>('Verbose', 'bool', false, flag),
  };
  return problems.length === 0 ? settings : `env: ${problems.join('; ')}`;
}

function invalidDuration(text: string): string {
  return `unable to parse duration: time: invalid duration ${JSON.stringify(text)}`;
}

function number(text: string, parser: string, max: number): number | string {
  if (!/^\d{1,15}$/.test(text)) return `strconv.${parser}: parsing ${JSON.stringify(text)}: invalid syntax`;
  if (Number(text) > max) return `strconv.${parser}: parsing ${JSON.stringify(text)}: value out of range`;
  return Number(text);
}

/** As Go's strconv.ParseBool. */
function flag(text: string): boolean | string {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  if (/^(0|f|F|false|FALSE|False)$/.test(text)) return false;
  return `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`;
}
