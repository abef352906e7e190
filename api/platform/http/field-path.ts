const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$-]{0,99}$/;
const SHOWN_CHARACTERS_MAX = 100;

/** Names a field as in `kubernetes.nodes[0].labels["example.com/x"]`. */
export function fieldPath(path: readonly PropertyKey[]): string {
  let text = '';
  for (const part of path) {
    if (typeof part === 'number') text += `[${part}]`;
    else if (PLAIN_KEY.test(String(part))) text += text === '' ? String(part) : `.${String(part)}`;
    else text += `[${JSON.stringify(shortened(String(part)))}]`;
  }
  return text;
}

function shortened(key: string): string {
  return key.length <= SHOWN_CHARACTERS_MAX ? key : `${key.slice(0, SHOWN_CHARACTERS_MAX)}…`;
}
