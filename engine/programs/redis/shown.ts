const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\x07': '\\a',
  '"': '\\"',
  '\\': '\\\\',
};

/** A text as redis shows it between quotes. */
export function shownWord(text: string): string {
  return text.replace(/[^ !#-[\]-~]/g, (character) => {
    return ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** A command without the passwords in it. */
export function redacted(args: readonly string[]): readonly string[] {
  const [name = '', sub = ''] = args.map((word) => word.toLowerCase());
  if (name === 'auth') return args.map((word, index) => (index === 0 ? word : '(redacted)'));
  if (name === 'acl' && sub === 'setuser')
    return args.map((word, index) => (index < 2 ? word : '(redacted)'));
  if (name === 'config' && sub === 'set')
    return args.map((word, index) =>
      /^(?:requirepass|masterauth)$/i.test(args[index - 1] ?? '') ? '(redacted)' : word,
    );
  return args;
}
