/** What strings ask patterns for, in JavaScript: it may be stopped between two matches, and calls functions of the program. */
export const patternSource = `({
  test(value) {
    if ($pattern.isPlain(this)) return $call($pattern.test, this, value);
    return $pattern.$exec(this, String(value)) !== null;
  },
  '@@match'(value) {
    const text = String(value);
    if (!this.flags.includes('g')) return $pattern.$exec(this, text);
    const found = [];
    for (const match of $pattern.$every(this, text)) found.push(match[0]);
    return found.length === 0 ? null : found;
  },
  '@@matchAll'(value) {
    const text = String(value);
    const pattern = new this.constructor(this, this.flags);
    pattern.lastIndex = this.lastIndex;
    return $pattern.$iterate(pattern, text, pattern.flags.includes('g'));
  },
  '@@replace'(value, replacement) {
    const text = String(value);
    const calls = $isFunction(replacement);
    const words = calls ? undefined : String(replacement);
    let made = '';
    let at = 0;
    const matches = this.flags.includes('g') ? $pattern.$every(this, text) : [$pattern.$exec(this, text)];
    for (const match of matches) {
      if (match === null || match.index < at) continue;
      made += text.slice(at, match.index);
      if (calls) {
        const args = [...match, match.index, text];
        if (match.groups !== undefined) args.push(match.groups);
        made += String(replacement(...args));
      } else made += $pattern.expand(words, match, text);
      at = match.index + match[0].length;
    }
    return at === 0 && made === '' ? text : made + text.slice(at);
  },
  '@@search'(value) {
    const { lastIndex } = this;
    this.lastIndex = 0;
    const found = $pattern.$exec(this, String(value));
    this.lastIndex = lastIndex;
    return found === null ? -1 : found.index;
  },
  '@@split'(value, limit) {
    const text = String(value);
    const most = limit === undefined ? 4294967295 : limit >>> 0;
    const parts = [];
    if (most === 0) return parts;
    const flags = this.flags.replace('y', '');
    const pattern = new this.constructor(this, flags.includes('g') ? flags : flags + 'g');
    if (text === '') return $pattern.$exec(pattern, text) === null ? [text] : parts;
    let part = 0;
    let at = 0;
    while (at < text.length) {
      pattern.lastIndex = at;
      const match = $pattern.$exec(pattern, text);
      if (match === null || match.index >= text.length) break;
      const end = match.index + match[0].length;
      if (end === part) { at++; continue; }
      parts.push(text.slice(part, match.index));
      if (parts.length === most) return parts;
      for (let index = 1; index < match.length; index++) { parts.push(match[index]); if (parts.length === most) return parts; }
      part = end;
      at = end > match.index ? end : end + 1;
    }
    parts.push(text.slice(part));
    return parts;
  },
})`;

export const searchSource = `({
  $goOn(pattern, text, from) {
    let found = from;
    while (typeof found === 'number') found = $pattern.advance(pattern, text, found);
    return found;
  },
  $goOnTest(pattern, text, from) { return $pattern.$goOn(pattern, text, from) !== null; },
  $exec(pattern, text) {
    const { exec } = pattern;
    if (!$isFunction(exec)) return $call(RegExp.prototype.exec, pattern, text);
    const found = $call(exec, pattern, text);
    if (found !== null && typeof found !== 'object') throw new TypeError(String(found) + ' is not an object or null');
    return found;
  },
  $every(pattern, text) {
    pattern.lastIndex = 0;
    if ($pattern.isPlain(pattern) && !pattern.flags.includes('y')) {
      const all = $pattern.collect(pattern, text, 0);
      for (let { next } = all; next >= 0;) {
        const more = $pattern.collect(pattern, text, next);
        for (const match of more) all.push(match);
        next = more.next;
      }
      return all;
    }
    const all = [];
    for (let match = $pattern.$exec(pattern, text); match !== null; match = $pattern.$exec(pattern, text)) {
      all.push(match);
      if (String(match[0]) === '') pattern.lastIndex++;
    }
    return all;
  },
  *$iterate(pattern, text, isGlobal) {
    for (let match = $pattern.$exec(pattern, text); match !== null; match = $pattern.$exec(pattern, text)) {
      if (isGlobal && String(match[0]) === '') pattern.lastIndex++;
      yield match;
      if (!isGlobal) return;
    }
  },
})`;
