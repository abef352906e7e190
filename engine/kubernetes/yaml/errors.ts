/** Where js-yaml stopped, and why. */
export interface YamlProblem {
  readonly reason: string;
  readonly text: string;
  /** Offset into the text. */
  readonly position: number;
  /** From 0. */
  readonly line: number;
}

/** go-yaml's scanner counts lines from 1, its parser from 0; line 0 is not named. */
type Words = readonly [from: 'scanner' | 'parser', message: string, line?: number];

const MAPPING_VALUES: Words = ['scanner', 'mapping values are not allowed in this context'];
const NO_TOKEN: Words = ['scanner', 'found character that cannot start any token'];
const NO_KEY: Words = ['parser', 'did not find expected key'];
const NO_DASH: Words = ['parser', "did not find expected '-' indicator"];
const CONTROL: Words = ['scanner', 'control characters are not allowed', -1];
const NO_NAME: Words = ['scanner', 'did not find expected alphabetic or numeric character'];

function lineAt(text: string, line: number): string {
  return text.split('\n', line + 1)[line] ?? '';
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The nearest line above for which something holds; blank lines never count. */
function lineAbove(
  { text, line }: YamlProblem,
  holds: (line: string) => boolean = () => true,
): string | undefined {
  const above = text.split('\n', line).reverse();
  return above.find((each) => each.trim() !== '' && holds(each));
}

function isListEntry(line: string): boolean {
  return /^\s*-(\s|$)/.test(line);
}

/** A key in a column where a list has its dashes. */
function isBesideList(problem: YamlProblem): boolean {
  const indent = indentOf(lineAt(problem.text, problem.line));
  const above = lineAbove(problem, (line) => indentOf(line) <= indent);
  return above !== undefined && indentOf(above) === indent && isListEntry(above);
}

/** A key between the columns of a dash and of the keys after it, in a list that is indented below its name. */
function isInIndentedList(problem: YamlProblem): boolean {
  const indent = indentOf(lineAt(problem.text, problem.line));
  const entry = lineAbove(problem, (line) => isListEntry(line) && indentOf(line) < indent);
  if (entry === undefined) return false;
  const name = lineAbove(problem, (line) => !isListEntry(line) && indentOf(line) <= indentOf(entry));
  return name !== undefined && indentOf(name) < indentOf(entry);
}

function badIndentation(problem: YamlProblem): Words {
  const character = problem.text.charAt(problem.position);
  if (character === ':') return MAPPING_VALUES;
  if ('@`%'.includes(character)) return NO_TOKEN;
  const isValue = problem.text.slice(0, problem.position).trimEnd().endsWith(':');
  if (isValue && ',]}'.includes(character)) return ['parser', 'did not find expected node content'];
  return isBesideList(problem) ? NO_DASH : NO_KEY;
}

function badListIndentation(problem: YamlProblem): Words {
  const isEntry = isListEntry(lineAt(problem.text, problem.line));
  return !isEntry && isInIndentedList(problem) ? NO_DASH : NO_KEY;
}

function tab(problem: YamlProblem): Words {
  return (lineAbove(problem) ?? '').trimEnd().endsWith(':')
    ? NO_TOKEN
    : ['scanner', 'found a tab character that violates indentation'];
}

function betweenDocuments(problem: YamlProblem): Words {
  if (problem.text.charAt(problem.position) === ':') return MAPPING_VALUES;
  const first = problem.text.split('\n').find((each) => each.trim() !== '' && !/^(---|#)/.test(each)) ?? '';
  return first.startsWith('- ') ? NO_DASH : NO_KEY;
}

/** Something that was opened and never closed: a quote, or else a bracket. */
function unclosed({ text, position }: YamlProblem): Words {
  const before = text.slice(0, position);
  const opener = Math.max(...['[', '{', '"', "'"].map((character) => before.lastIndexOf(character)));
  const lineStart = before.lastIndexOf('\n', opener) + 1;
  const line = before.slice(lineStart, before.indexOf('\n', opener) >>> 0);
  const quoted = ['"', "'"].some((quote) => line.split(quote).length % 2 === 0);
  if (quoted) return ['scanner', 'found unexpected end of stream', text.split('\n').length - 1];
  const bracket = before.lastIndexOf('{') > before.lastIndexOf('[') ? '}' : ']';
  return ['parser', `did not find expected ',' or '${bracket}'`];
}

const TABLE: readonly [RegExp, (problem: YamlProblem) => Words][] = [
  [/^bad indentation of a mapping entry/, badIndentation],
  [/^bad indentation of a sequence entry/, badListIndentation],
  [/^tab characters/, tab],
  [/^can not read a block mapping entry/, () => ['scanner', "could not find expected ':'"]],
  [/^expected ':' after a mapping key/, ({ line }) => ['scanner', "could not find expected ':'", line + 1]],
  [/^end of the stream or a document separator/, betweenDocuments],
  [
    /^deficient indentation|^unexpected end of the (stream|document) within a|^missed comma between/,
    unclosed,
  ],
  [/^expected the node content/, () => ['parser', 'did not find expected node content']],
  [/^name of an (alias|anchor) node/, () => NO_NAME],
  [/^unknown escape sequence/, () => ['scanner', 'found unknown escape character']],
  [/^a line break is expected/, () => ['scanner', 'did not find expected comment or line break']],
  [/^the stream contains non-printable|^null byte|^expected valid JSON character/, () => CONTROL],
  [/^nesting exceeded/, ({ reason }) => ['scanner', `exceeded max depth of ${/\d+/.exec(reason)?.[0]}`]],
  [/^directives end mark/, () => ['parser', 'did not find expected <document start>', 1]],
];

/** What has no line in go-yaml, because it is found after the text was read. */
const WITHOUT_LINE =
  /^(?:invalid map key|unsupported map key|json: unsupported value|anchor '|document contains excessive|unknown anchor)/;

/** Says in go-yaml's words, and with its line numbers, what js-yaml found: `yaml: line 3: did not find …`. */
export function describeYamlProblem(problem: YamlProblem): string {
  const alias = /^unidentified alias "(.*)"$/s.exec(problem.reason)?.[1];
  if (alias !== undefined) return `yaml: unknown anchor '${alias}' referenced`;
  if (/^(?:unsupported map key|json:)/.test(problem.reason)) return problem.reason;
  if (WITHOUT_LINE.test(problem.reason)) return `yaml: ${problem.reason}`;
  const [from, message, at] = TABLE.find(([pattern]) => pattern.test(problem.reason))?.[1](problem) ?? [
    'scanner',
    problem.reason,
  ];
  const line = at ?? problem.line;
  if (line <= 0) return `yaml: ${message}`;
  return `yaml: line ${from === 'scanner' ? line + 1 : line}: ${message}`;
}
