/** The kernel takes no longer argument or variable (MAX_ARG_STRLEN); references could make one endless. */
const EXPANDED_MAX = 128 * 1024;

/**
 * Replaces `$(NAME)` by what the variable holds, as upstream's third_party/forked/golang/expansion: `$$` is a
 * dollar sign, and a reference to an unknown variable stays as it is.
 */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('$')) return text;
  const lastEnd = text.lastIndexOf(')');
  let expanded = '';
  let at = 0;
  while (at < text.length && expanded.length <= EXPANDED_MAX) {
    const dollar = text.indexOf('$', at);
    if (dollar === -1 || dollar === text.length - 1) break;
    expanded += text.slice(at, dollar);
    const next = text.charAt(dollar + 1);
    if (next === '(' && dollar < lastEnd) {
      const end = text.indexOf(')', dollar + 2);
      const name = text.slice(dollar + 2, end);
      expanded += variables.get(name) ?? `$(${name})`;
      at = end + 1;
    } else {
      expanded += next === '$' ? '$' : `$${next}`;
      at = dollar + 2;
    }
  }
  return (expanded + text.slice(at)).slice(0, EXPANDED_MAX);
}
