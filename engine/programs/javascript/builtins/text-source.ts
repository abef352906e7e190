/** The methods of strings that patterns or functions of the program have a part in. */
export const textSource = `({
  replace(pattern, replacement) {
    if (pattern !== null && typeof pattern === 'object') { const method = pattern[Symbol.replace]; if (method !== undefined && method !== null) return $call(method, pattern, this, replacement); }
    const text = String(this);
    const part = String(pattern);
    const words = $isFunction(replacement) ? undefined : String(replacement);
    const at = text.indexOf(part);
    if (at < 0) return text;
    return text.slice(0, at) + (words === undefined ? String(replacement(part, at, text)) : $text.expand(words, part, at, text)) + text.slice(at + part.length);
  },
  replaceAll(pattern, replacement) {
    if (pattern !== null && typeof pattern === 'object') {
      if ($pattern.is(pattern) && !pattern.flags.includes('g')) throw new TypeError('String.prototype.replaceAll called with a non-global RegExp argument');
      const method = pattern[Symbol.replace];
      if (method !== undefined && method !== null) return $call(method, pattern, this, replacement);
    }
    const text = String(this);
    const part = String(pattern);
    const words = $isFunction(replacement) ? undefined : String(replacement);
    let made = '';
    let end = 0;
    for (let from = 0; from >= 0;) {
      const places = $text.places(text, part, from);
      for (const at of places) {
        made += text.slice(end, at) + (words === undefined ? String(replacement(part, at, text)) : $text.expand(words, part, at, text));
        end = at + part.length;
      }
      from = places.next;
    }
    return made + text.slice(end);
  },
  split(separator, limit) {
    if (separator !== null && typeof separator === 'object') { const method = separator[Symbol.split]; if (method !== undefined && method !== null) return $call(method, separator, this, limit); }
    return $text.split(String(this), separator, limit);
  },
  match(pattern) {
    if (pattern !== null && typeof pattern === 'object') { const method = pattern[Symbol.match]; if (method !== undefined && method !== null) return $call(method, pattern, this); }
    return $text.pattern(pattern, '')[Symbol.match](String(this));
  },
  matchAll(pattern) {
    if (pattern !== null && typeof pattern === 'object') {
      if ($pattern.is(pattern) && !pattern.flags.includes('g')) throw new TypeError('String.prototype.matchAll called with a non-global RegExp argument');
      const method = pattern[Symbol.matchAll];
      if (method !== undefined && method !== null) return $call(method, pattern, this);
    }
    return $text.pattern(pattern, 'g')[Symbol.matchAll](String(this));
  },
  *'@@iterator'() { for (const character of String(this)) yield character; },
  search(pattern) {
    if (pattern !== null && typeof pattern === 'object') { const method = pattern[Symbol.search]; if (method !== undefined && method !== null) return $call(method, pattern, this); }
    return $text.pattern(pattern, '')[Symbol.search](String(this));
  },
})`;
