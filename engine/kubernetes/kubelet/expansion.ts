/**
 * Replaces `$(NAME)` by what the variable holds, as upstream's third_party/forked/golang/expansion: `$$` is a
 * dollar sign, and a reference to an unknown variable stays as it is.
 */
export function expand(text: string, variables: ReadonlyMap<string, string>): string {
  if (!text.includes('$')) return text;
  let expanded = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar === -1 || dollar === text.length - 1) break;
    expanded += text.slice(at, dollar);
    const next = text.charAt(dollar + 1);
    const end = next === '(' ? text.indexOf(')', dollar + 2) : -1;
    if (end !== -1) {
      const name = text.slice(dollar + 2, end);
      expanded += variables.get(name) ?? `$(${name})`;
      at = end + 1;
    } else {
      expanded += next === '$' ? '$' : next === '(' ? '$(' : `$${next}`;
      at = dollar + 2;
    }
  }
  return expanded + text.slice(at);
}
