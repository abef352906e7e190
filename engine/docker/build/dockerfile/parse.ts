import { parseGoDuration } from '../../../simulation/go-duration.ts';
import { invalidParameter } from '../../docker-error.ts';
import { STEPS_MAX } from '../limits.ts';
import { takeFlags } from './flags.ts';
import { isHeredoc } from './heredocs.ts';
import type { Command, Dockerfile, Instruction, InstructionOf, Stage } from './instruction.ts';
import { type Line, linesOf, parseError, syntaxError } from './lines.ts';
import { suggestion } from './suggest.ts';
import { jsonWords, keyValues, splitWords } from './words.ts';

/** An instruction in its parts. */
interface Parts {
  readonly name: string;
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: string;
  readonly escapeWith: string;
  readonly text: string;
  readonly line: number;
}

/** @param name of the file @throws DockerError in the words of the builder */
export function parseDockerfile(text: string, name = 'Dockerfile'): Dockerfile {
  const { lines, interrupted, escapeWith } = linesOf(text, name);
  for (const line of lines) {
    const problem = pairsProblem(line.text, escapeWith);
    if (problem !== undefined) throw syntaxError(name, problem);
  }
  if (lines.length > STEPS_MAX) throw invalidParameter(`a Dockerfile has ${STEPS_MAX} instructions at most`);
  const args: InstructionOf<'ARG'>[] = [];
  const stages: { from: Stage['from']; steps: Instruction[] }[] = [];
  for (const line of lines) {
    const instruction = parseInstruction(line, escapeWith);
    const stage = stages.at(-1);
    if (instruction.is === 'FROM') stages.push({ from: instruction, steps: [] });
    else if (stage !== undefined) stage.steps.push(instruction);
    else if (instruction.is === 'ARG') args.push(instruction);
    else throw invalidParameter('no build stage in current context');
  }
  if (stages.length === 0) throw invalidParameter('no build stage in current context');
  return { args, stages, warnings: interrupted.map(emptyLineIn), escapeWith };
}

function emptyLineIn(text: string): string {
  return `Empty continuation line found in: ${text}`;
}

/** @throws DockerError */
export function parseInstruction(line: Line, escapeWith: string): Instruction {
  const [, word = '', after = ''] = /^(\S+)\s*([\s\S]*)$/.exec(line.text) ?? [];
  const name = word.toUpperCase();
  const parse = PARSERS[name];
  if (parse === undefined) {
    throw parseError(line.number, `unknown instruction: ${word}${suggestion(name, Object.keys(PARSERS))}`);
  }
  const { flags, rest, problem } = takeFlags(name, after);
  if (problem !== undefined) throw parseError(line.number, problem);
  return parse({ name, flags, rest, escapeWith, text: line.text, line: line.number });
}

const PARSERS: Readonly<Record<string, (parts: Parts) => Instruction>> = {
  ADD: parseCopy,
  ARG: parseArg,
  CMD: (parts) => ({ ...at(parts), is: 'CMD', command: commandOf(parts.rest) }),
  COPY: parseCopy,
  ENTRYPOINT: (parts) => ({ ...at(parts), is: 'ENTRYPOINT', command: commandOf(parts.rest) }),
  ENV: (parts) => ({ ...at(parts), is: 'ENV', pairs: pairsOf(parts) }),
  EXPOSE: (parts) => ({ ...at(parts), is: 'EXPOSE', words: wordsOf(parts) }),
  FROM: parseFrom,
  HEALTHCHECK: parseHealthcheck,
  LABEL: (parts) => ({ ...at(parts), is: 'LABEL', pairs: pairsOf(parts) }),
  MAINTAINER: (parts) => ({ ...at(parts), is: 'MAINTAINER', value: one(parts) }),
  ONBUILD: parseOnbuild,
  RUN: parseRun,
  SHELL: parseShell,
  STOPSIGNAL: (parts) => ({ ...at(parts), is: 'STOPSIGNAL', value: one(parts) }),
  USER: (parts) => ({ ...at(parts), is: 'USER', value: one(parts) }),
  VOLUME: parseVolume,
  WORKDIR: (parts) => ({ ...at(parts), is: 'WORKDIR', value: one(parts) }),
};

function at({ text, line }: Parts): { text: string; line: number } {
  return { text, line };
}

function one({ name, rest, line }: Parts): string {
  if (rest === '') throw parseError(line, `${name} requires exactly one argument`);
  return rest;
}

function wordsOf({ name, rest, escapeWith, line }: Parts): string[] {
  const words = jsonWords(rest) ?? splitWords(rest, escapeWith);
  if (words.length === 0) throw parseError(line, `${name} requires at least one argument`);
  return words;
}

const PAIRS = /^(?:ONBUILD\s+)?(ENV|LABEL)\s+([\s\S]+)$/i;

/** What is wrong with the words of ENV and LABEL, which is seen before anything else. */
function pairsProblem(text: string, escapeWith: string): string | undefined {
  const [, name = '', rest = ''] = PAIRS.exec(text) ?? [];
  if (rest === '' || rest.startsWith('--') || keyValues(rest, escapeWith) !== undefined) return undefined;
  const odd = splitWords(rest, escapeWith).find((word) => !word.includes('=')) ?? '';
  return rest.includes('=')
    ? `Syntax error - can't find = in ${JSON.stringify(odd)}. Must be of the form: name=value`
    : `${name.toUpperCase()} must have two arguments`;
}

function pairsOf({ name, rest, escapeWith, line }: Parts): [string, string][] {
  if (rest === '') throw parseError(line, `${name} requires at least one argument`);
  const pairs = keyValues(rest, escapeWith);
  if (pairs === undefined) throw parseError(line, pairsProblem(`${name} ${rest}`, escapeWith) ?? name);
  if (pairs.some(([key]) => key === '')) throw parseError(line, `${name} names can not be blank`);
  return pairs;
}

function commandOf(rest: string): Command {
  const exec = jsonWords(rest);
  return exec === undefined ? { shell: rest } : { exec };
}

const STAGE_NAME = /^[a-z][a-z0-9._-]*$/;

function parseFrom(parts: Parts): Instruction {
  const words = splitWords(parts.rest, parts.escapeWith);
  const [image = '', as = '', name = ''] = words;
  if (words.length !== 1 && (words.length !== 3 || as.toUpperCase() !== 'AS')) {
    throw parseError(parts.line, 'FROM requires either one or three arguments');
  }
  const stage = name.toLowerCase();
  if (name !== '' && !STAGE_NAME.test(stage)) {
    throw parseError(
      parts.line,
      `invalid name for build stage: ${JSON.stringify(name)}, name can't start with a number or contain symbols`,
    );
  }
  return { ...at(parts), is: 'FROM', image, name: stage, platform: parts.flags.get('platform') ?? '' };
}

function parseArg(parts: Parts): Instruction {
  const words = splitWords(parts.rest, parts.escapeWith);
  if (words.length === 0) throw parseError(parts.line, 'ARG requires at least one argument');
  const args = words.map((word) => {
    const equals = word.indexOf('=');
    if (equals === 0) throw parseError(parts.line, 'ARG names can not be blank');
    return equals < 0 ? { key: word } : { key: word.slice(0, equals), value: word.slice(equals + 1) };
  });
  return { ...at(parts), is: 'ARG', args };
}

function parseCopy(parts: Parts): Instruction {
  const { name, rest, escapeWith, flags, line } = parts;
  const words = jsonWords(rest) ?? splitWords(rest, escapeWith);
  if (words.length === 0) throw parseError(line, `${name} requires at least two arguments`);
  const target = words.pop() ?? '';
  if (words.length === 0) {
    throw parseError(
      line,
      `${name} requires at least two arguments, but only one was provided. Destination could not be determined`,
    );
  }
  if (isHeredoc(target)) throw parseError(line, `${name} cannot accept a heredoc as a destination`);
  return {
    ...at(parts),
    is: name === 'ADD' ? 'ADD' : 'COPY',
    sources: words.filter((word) => !isHeredoc(word)),
    target,
    chown: flags.get('chown') ?? '',
    from: flags.get('from') ?? '',
    ...(flags.get('chmod') ? { unsupported: 'chmod' } : {}),
  };
}

function parseRun(parts: Parts): Instruction {
  if (parts.rest === '') throw parseError(parts.line, 'RUN requires at least one argument');
  const [unsupported] = parts.flags.keys();
  const command = commandOf(parts.rest);
  return { ...at(parts), is: 'RUN', command, ...(unsupported === undefined ? {} : { unsupported }) };
}

function parseShell(parts: Parts): Instruction {
  const words = jsonWords(parts.rest);
  if (words === undefined) throw parseError(parts.line, 'SHELL requires the arguments to be in JSON form');
  if (words.length === 0) throw parseError(parts.line, 'SHELL requires at least one argument');
  return { ...at(parts), is: 'SHELL', words };
}

function parseVolume(parts: Parts): Instruction {
  const words = wordsOf(parts).map((word) => word.trim());
  if (words.includes('')) throw parseError(parts.line, 'VOLUME specified can not be an empty string');
  return { ...at(parts), is: 'VOLUME', words };
}

function parseOnbuild(parts: Parts): Instruction {
  const trigger = (parts.rest.split(/\s/, 1)[0] ?? '').toUpperCase();
  if (trigger === '') throw parseError(parts.line, 'ONBUILD requires at least one argument');
  if (trigger === 'ONBUILD') {
    throw parseError(parts.line, "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed");
  }
  if (trigger === 'MAINTAINER' || trigger === 'FROM') {
    throw parseError(parts.line, `${trigger} isn't allowed as an ONBUILD trigger`);
  }
  return { ...at(parts), is: 'ONBUILD', value: parts.rest };
}

const NANOSECONDS_PER_MS = 1_000_000;
const DURATIONS = [
  ['interval', 'Interval'],
  ['timeout', 'Timeout'],
  ['start-period', 'StartPeriod'],
  ['start-interval', 'StartInterval'],
] as const;

function parseHealthcheck(parts: Parts): Instruction {
  const { rest, flags, line } = parts;
  const [, type = '', after = ''] = /^(\S*)\s*([\s\S]*)$/.exec(rest) ?? [];
  if (type === '') throw parseError(line, 'HEALTHCHECK requires at least one argument');
  if (type.toUpperCase() === 'NONE') {
    if (after !== '') throw parseError(line, 'HEALTHCHECK NONE takes no arguments');
    return { ...at(parts), is: 'HEALTHCHECK', check: { Test: ['NONE'] } };
  }
  if (type.toUpperCase() !== 'CMD') {
    throw parseError(line, `Unknown type ${JSON.stringify(type.toUpperCase())} in HEALTHCHECK (try CMD)`);
  }
  if (after === '') throw parseError(line, 'Missing command after HEALTHCHECK CMD');
  const exec = jsonWords(after);
  const check: Record<string, unknown> = {};
  for (const [flag, field] of DURATIONS) {
    const text = flags.get(flag);
    if (text === undefined) continue;
    const ms = parseGoDuration(text);
    if (ms === undefined) throw parseError(line, `time: invalid duration ${JSON.stringify(text)}`);
    if (ms < 1) throw parseError(line, `Interval ${JSON.stringify(flag)} cannot be less than 1ms`);
    check[field] = ms * NANOSECONDS_PER_MS;
  }
  const retries = flags.get('retries');
  if (retries !== undefined) {
    if (!/^[+-]?\d{1,9}$/.test(retries)) {
      throw parseError(line, `strconv.ParseInt: parsing ${JSON.stringify(retries)}: invalid syntax`);
    }
    if (Number(retries) < 0) throw parseError(line, `--retries cannot be negative (${Number(retries)})`);
    check.Retries = Number(retries);
  }
  const Test = exec === undefined ? ['CMD-SHELL', after] : ['CMD', ...exec];
  return { ...at(parts), is: 'HEALTHCHECK', check: { Test, ...check } };
}
