import { Sequence } from '../../heap/sequence.ts';
import { Table } from '../../heap/table.ts';

export interface Scored {
  readonly member: string;
  readonly score: number;
}

/** Members with scores, and the members in their order. */
export class SortedSet {
  readonly scores: Table<number> = new Table();
  readonly order: Sequence<string> = new Sequence();

  get size(): number {
    return this.scores.size;
  }

  score(member: string): number | undefined {
    return this.scores.get(member);
  }

  /** @returns whether the member is new */
  set(member: string, score: number): boolean {
    const before = this.scores.get(member);
    if (before === score) return false;
    if (before !== undefined) this.order.remove(this.rankOf(member, before));
    this.scores.set(member, score);
    this.order.insert(this.rankOf(member, score), member);
    return before === undefined;
  }

  delete(member: string): boolean {
    const score = this.scores.get(member);
    if (score === undefined) return false;
    this.order.remove(this.rankOf(member, score));
    return this.scores.delete(member);
  }

  /** How many stand before a member of that score. */
  rankOf(member: string, score: number): number {
    return this.order.search((other) => {
      const theirs = this.scores.get(other) ?? 0;
      return theirs < score || (theirs === score && other < member);
    });
  }

  /** How many have a score below, or below or equal. */
  rankOfScore(score: number, inclusive: boolean): number {
    return this.order.search((other) => {
      const theirs = this.scores.get(other) ?? 0;
      return theirs < score || (inclusive && theirs === score);
    });
  }

  slice(from: number, to: number): Scored[] {
    return this.order.slice(from, to).map((member) => ({ member, score: this.scores.get(member) ?? 0 }));
  }
}
