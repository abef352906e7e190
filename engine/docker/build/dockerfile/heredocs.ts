import { splitWords } from './words.ts';

/** A here-document: the classic builder reads over it, but does nothing with it. */
export interface Heredoc {
  /** The line that ends it. */
  readonly end: string;
  /** `<<-`: tabs before that line don't count. */
  readonly chomps: boolean;
}

const WORD = /^\d*<<(-?)([^<]+)$/;
const INSTRUCTION = /^(?:ONBUILD\s+)?(?:ADD|COPY|RUN)\s+(?![\s[])/i;

/** Whether a word stands for a here-document. */
export function isHeredoc(word: string): boolean {
  return WORD.test(word);
}

/** Those that an instruction begins: their lines follow it, one after the other. */
export function heredocsOf(line: string): Heredoc[] {
  if (!line.includes('<<') || !INSTRUCTION.test(line)) return [];
  return splitWords(line, '\\').flatMap((word) => {
    const [, dash, name] = WORD.exec(word) ?? [];
    return name === undefined ? [] : [{ end: name.replace(/["']/g, ''), chomps: dash === '-' }];
  });
}

export function endsHeredoc(line: string, { end, chomps }: Heredoc): boolean {
  return (chomps ? line.replace(/^\t+/, '') : line) === end;
}
