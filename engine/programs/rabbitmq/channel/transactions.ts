import { change } from '../../heap/change.ts';
import { AmqpError } from '../amqp/errors.ts';
import { settle } from '../deliveries.ts';
import type { Channel, Uncommitted } from '../store/session.ts';
import { answer, type Context, type Handler } from './context.ts';
import { send } from './publishing.ts';

export const transactions: Readonly<Record<string, Handler>> = {
  'tx.select'(context) {
    if (context.channel.confirms)
      throw new AmqpError('PRECONDITION_FAILED', 'cannot switch from confirm to tx mode');
    if (context.channel.uncommitted === undefined) change<Channel>(context.channel).uncommitted = [];
    answer(context, 'tx.select_ok');
  },
  'tx.commit'(context) {
    const work = begun(context);
    for (const { message, mandatory } of work) if (message !== undefined) send(context, message, mandatory);
    for (const { delivery, how } of work) if (delivery !== undefined) settle(context.node, [delivery], how);
    answer(context, 'tx.commit_ok');
  },
  'tx.rollback'(context) {
    const { channel } = context;
    const back = begun(context).flatMap(({ delivery }) => delivery ?? []);
    // What it had settled it has again, with tags of its own order.
    for (const delivery of back) {
      const own = change<Channel>(channel);
      change(channel.unacked).set(own.nextDelivery++, delivery);
    }
    answer(context, 'tx.rollback_ok');
  },
};

/** What has been gathered, which begins anew. */
function begun({ node, channel }: Context): readonly Uncommitted[] {
  const work = channel.uncommitted;
  if (work === undefined) throw new AmqpError('PRECONDITION_FAILED', 'channel is not transactional');
  change<Channel>(channel).uncommitted = [];
  for (const { message } of work) if (message !== undefined) node.broker.count(-message.body.length);
  return work;
}
