/** The methods of arrays that call functions of the program: in JavaScript, so that those can wait and be stopped. */
export const arraySource = `({
  forEach(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    for (let index = 0; index < this.length; index++) if (index in this) $call(callback, self, this[index], index, this);
  },
  map(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    const { length } = this;
    const made = $arrayLikes.sameKind(this, new Array(length));
    for (let index = 0; index < length; index++) if (index in this) made[index] = $call(callback, self, this[index], index, this);
    return made;
  },
  filter(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    const made = $arrayLikes.sameKind(this, []);
    let count = 0;
    for (let index = 0; index < this.length; index++)
      if (index in this) { const item = this[index]; if ($call(callback, self, item, index, this)) made[count++] = item; }
    return made;
  },
  find(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    for (let index = 0; index < this.length; index++) { const item = this[index]; if ($call(callback, self, item, index, this)) return item; }
    return undefined;
  },
  findIndex(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    for (let index = 0; index < this.length; index++) if ($call(callback, self, this[index], index, this)) return index;
    return -1;
  },
  findLast(callback, self) {
    for (let index = this.length - 1; index >= 0; index--) if ($call(callback, self, this[index], index, this)) return this[index];
    return undefined;
  },
  findLastIndex(callback, self) {
    for (let index = this.length - 1; index >= 0; index--) if ($call(callback, self, this[index], index, this)) return index;
    return -1;
  },
  some(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    for (let index = 0; index < this.length; index++) if (index in this && $call(callback, self, this[index], index, this)) return true;
    return false;
  },
  every(callback, self) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    for (let index = 0; index < this.length; index++) if (index in this && !$call(callback, self, this[index], index, this)) return false;
    return true;
  },
  reduce(callback, ...start) {
    if (!$isFunction(callback)) throw new TypeError($shown(callback) + ' is not a function');
    let index = 0;
    let total;
    if (start.length > 0) total = start[0];
    else {
      if (this.length === 0) throw new TypeError('Reduce of empty array with no initial value');
      total = this[index++];
    }
    for (; index < this.length; index++) if (index in this) total = callback(total, this[index], index, this);
    return total;
  },
  reduceRight(callback, ...start) {
    let index = this.length - 1;
    let total;
    if (start.length > 0) total = start[0];
    else {
      if (this.length === 0) throw new TypeError('Reduce of empty array with no initial value');
      total = this[index--];
    }
    for (; index >= 0; index--) total = callback(total, this[index], index, this);
    return total;
  },
  flatMap(callback, self) {
    const made = [];
    for (let index = 0; index < this.length; index++) {
      const value = $call(callback, self, this[index], index, this);
      if (Array.isArray(value)) made.push(...value); else made.push(value);
    }
    return made;
  },
  sort(compare) {
    if (compare !== undefined && !$isFunction(compare)) throw new TypeError('The comparison function must be either a function or undefined');
    const order = compare ?? ((a, b) => { const x = String(a); const y = String(b); return x < y ? -1 : x > y ? 1 : 0; });
    let from = [];
    let none = 0;
    for (let index = 0; index < this.length; index++) { const item = this[index]; if (item === undefined) none++; else from.push(item); }
    let to = new Array(from.length);
    for (let width = 1; width < from.length; width *= 2) {
      for (let start = 0; start < from.length; start += 2 * width) {
        const middle = Math.min(start + width, from.length);
        const end = Math.min(start + 2 * width, from.length);
        let left = start;
        let right = middle;
        for (let at = start; at < end; at++)
          to[at] = left < middle && (right >= end || order(from[left], from[right]) <= 0) ? from[left++] : from[right++];
      }
      [from, to] = [to, from];
    }
    for (let index = 0; index < this.length; index++) this[index] = index < from.length ? from[index] : undefined;
    return this;
  },
  toSorted(compare) { return [...this].sort(compare); },
  toSpliced(...args) { const made = [...this]; made.splice(...args); return made; },
})`;
