const styles = {
  special: [36, 39],
  number: [33, 39],
  string: [32, 39],
  undefined: [90, 39],
  null: [1, 22],
  date: [35, 39],
  regexp: [31, 39],
  name: [0, 0],
} as const;

export type Style = keyof typeof styles;

export function isStyle(name: string): name is Style {
  return Object.hasOwn(styles, name);
}

/** Text in the colour node gives it, where colours are wanted. */
export function styled({ colors }: { readonly colors: boolean }, style: Style, text: string): string {
  if (!colors || style === 'name') return text;
  const [on, off] = styles[style];
  return `\u001b[${on}m${text}\u001b[${off}m`;
}
