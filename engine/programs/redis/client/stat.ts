import type { Reply } from '../resp.ts';

const HEAD =
  '------- data ------ --------------------- load -------------------- - child -\nkeys       mem      clients blocked requests            connections          \n';

/** A line of --stat, from what INFO says. */
export function statLine(reply: Reply, withHead: boolean): string {
  const text = 'bulk' in reply ? (reply.bulk ?? '') : 'verbatim' in reply ? reply.verbatim : '';
  const field = (name: string) => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(text)?.[1] ?? '0';
  let keys = 0;
  for (const [, count] of text.matchAll(/^db\d+:keys=(\d+)/gm)) keys += Number(count);
  const requests = `${field('total_commands_processed')} (+0)`;
  const line = [
    String(keys).padEnd(11),
    field('used_memory_human').padEnd(9),
    field('connected_clients').padEnd(8),
    field('blocked_clients').padEnd(8),
    requests.padEnd(20),
    field('total_connections_received').padEnd(12),
  ].join('');
  return `${withHead ? HEAD : ''}${line}\n`;
}
