import type { EventObject } from '../kinds/event.ts';
import type { KnownEvent } from './known-events.ts';

// client-go's EventCorrelator (tools/record/events_cache.go), of which only what the stored events tell is
// remembered: reports that were dropped leave no trace, so they are missing from later counts.

/** So many messages of one reason are told apart … */
const SIMILAR_MAX = 10;
/** … unless it was quiet for this long between them. */
const SIMILAR_WINDOW_MS = 10 * 60 * 1000;

/** The token bucket of each source and object. */
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 5 * 60 * 1000;

const COMBINED = '(combined from similar events): ';

/** What an event says, beside who says it of what. */
export interface Saying {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  readonly fieldPath: string | undefined;
}

export interface Correlation {
  /** The event that the report repeats; undefined for a new one. */
  readonly repeated: EventObject | undefined;
  readonly message: string;
}

/**
 * What becomes of a report.
 * @param known the events of the same source and object
 * @returns undefined where the report is one too many
 */
export function correlate(
  known: readonly KnownEvent[],
  saying: Saying,
  now: number,
): Correlation | undefined {
  return isSpam(known, now) ? undefined : aggregate(known, saying, now);
}

/** Told apart, or combined with what is similar (EventAggregate and eventObserve). */
function aggregate(known: readonly KnownEvent[], saying: Saying, now: number): Correlation {
  const { type, reason, message, fieldPath } = saying;
  const similar = known.filter(({ event }) => event.type === type && event.reason === reason);
  const messages = recentMessages(similar, now).add(message);
  if (messages.size >= SIMILAR_MAX) {
    return { repeated: similar.find(isCombined)?.event, message: COMBINED + message };
  }
  const repeated = similar.find(
    ({ event }) => event.message === message && event.involvedObject.fieldPath === fieldPath,
  );
  return { repeated: repeated?.event, message };
}

function isCombined({ event: { message = '' } }: KnownEvent): boolean {
  return message.startsWith(COMBINED);
}

/** The messages since it was last quiet, not counting what was combined. */
function recentMessages(similar: readonly KnownEvent[], now: number): Set<string> {
  const messages = new Set<string>();
  if (similar.length < SIMILAR_MAX - 1) return messages;
  const newestFirst = similar
    .filter(({ lastMs }) => !Number.isNaN(lastMs))
    .sort((a, b) => b.lastMs - a.lastMs);
  let since = now;
  for (const one of newestFirst) {
    if (since - one.lastMs > SIMILAR_WINDOW_MS) break;
    since = one.lastMs;
    if (!isCombined(one)) messages.add(one.event.message ?? '');
  }
  return messages;
}

/** How often an event was written since a moment, taken to be evenly from its first to its last timestamp. */
function writesSince({ firstMs, lastMs, count }: KnownEvent, since: number): number {
  if (since <= firstMs) return count;
  if (!(since <= lastMs)) return 0;
  return count - Math.ceil(((since - firstMs) * (count - 1)) / (lastMs - firstMs));
}

/**
 * True where the token bucket is empty: since some moment as many were written as the bucket holds and has
 * been given. It is emptiest counted from a moment at which some event was first or last written.
 */
function isSpam(known: readonly KnownEvent[], now: number): boolean {
  let total = 0;
  for (const { count } of known) total += count;
  if (total < SPAM_BURST) return false;
  const isEmptySince = (since: number) => {
    let tokens = SPAM_BURST + (now - since) / SPAM_REFILL_MS;
    for (const one of known) tokens -= writesSince(one, since);
    return tokens < 1;
  };
  return known.some(({ firstMs, lastMs }) => isEmptySince(firstMs) || isEmptySince(lastMs));
}
