import type { Dialect } from './dialect.ts';

const PLAIN = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** In single quotes, however it reads. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

/** Words in a form that can be read back. bash's `@Q` and `set` quote where they have to; ash and dash always. */
export function quotedWord(text: string, dialect: Dialect): string {
  if (dialect !== 'bash') return almquistQuoted(text);
  if (hasControl(text)) return ansiQuoted(text);
  return singleQuoted(text);
}

/** As `set -x` and `set` of bash show a word. */
export function quotedIfNeeded(text: string, dialect: Dialect): string {
  if (PLAIN.test(text)) return text;
  return quotedWord(text, dialect);
}

function almquistQuoted(text: string): string {
  return (
    text
      .split(/('+)/)
      .map((piece) => (piece.startsWith("'") ? `"${piece}"` : piece === '' ? '' : `'${piece}'`))
      .join('') || "''"
  );
}

/** In double quotes, as `declare -p` shows values. */
export function doubleQuoted(text: string): string {
  if (hasControl(text)) return ansiQuoted(text);
  return `"${text.replace(/["\\$`]/g, '\\$&')}"`;
}

function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) < 32) return true;
  return false;
}

const CONTROLS: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

function ansiQuoted(text: string): string {
  const inside = [...text].map((character) => {
    const known = CONTROLS[character];
    if (known !== undefined) return known;
    const code = character.charCodeAt(0);
    return code < 32 ? `\\${code.toString(8).padStart(3, '0')}` : character;
  });
  return `$'${inside.join('')}'`;
}
