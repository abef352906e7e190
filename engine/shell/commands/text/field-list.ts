/** Positions as cut and others take them: `1,3-5,7-`. From 1, both ends included. */
export type FieldList = readonly (readonly [from: number, to: number])[];

/** Ranges past this are endless. */
export const LAST = 1e9;

/** @returns what is wrong with the text, or the ranges, in order and without overlap */
export function parseFieldList(text: string): FieldList | 'invalid' | 'from zero' | 'decreasing' | 'endless' {
  const ranges: [number, number][] = [];
  for (const part of text.split(/[, ]/)) {
    const match = /^(\d*)(?:(-)(\d*))?$/.exec(part);
    if (match === null || part === '') return 'invalid';
    if (part === '-') return 'endless';
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] === undefined ? from : match[3] === '' ? LAST : Number(match[3]);
    if (from === 0 || to === 0) return 'from zero';
    if (to < from) return 'decreasing';
    ranges.push([from, to]);
  }
  ranges.sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else merged.push([from, to]);
  }
  return merged;
}

export function contains(list: FieldList, position: number): boolean {
  return list.some(([from, to]) => position >= from && position <= to);
}

/** The positions that aren't in the list. */
export function complement(list: FieldList): FieldList {
  const rest: [number, number][] = [];
  let next = 1;
  for (const [from, to] of list) {
    if (from > next) rest.push([next, from - 1]);
    next = to + 1;
  }
  if (next < LAST) rest.push([next, LAST]);
  return rest;
}
