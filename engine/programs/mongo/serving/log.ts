import type { System } from '../../../linux/system.ts';
import { iso } from '../../timestamps.ts';

/** A line of mongod's log. */
export function logLine(
  system: System,
  component: string,
  id: number,
  context: string,
  message: string,
  attributes: object = {},
  severity = 'I',
): void {
  const line = JSON.stringify({
    t: { $date: `${iso(system.now).slice(0, 23)}+00:00` },
    s: severity,
    c: component,
    id,
    ctx: context,
    msg: message,
    ...(Object.keys(attributes).length === 0 ? {} : { attr: attributes }),
  });
  system.write(1, `${line}\n`);
}
