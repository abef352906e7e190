import type { Document } from '../bson/values.ts';
import { commands } from '../commands/index.ts';
import { errorReply, MongoError } from '../errors.ts';
import type { Context, Work } from './context.ts';
import { checkRights } from './rights.ts';
import type { Request } from './wire.ts';

/** Goes on to the next pause. @returns the reply, where it is there */
export function attempted(work: Work): Document | undefined {
  try {
    const next = work.next();
    return next.done === true ? next.value : undefined;
  } catch (error) {
    if (error instanceof MongoError) return errorReply(error);
    throw error;
  }
}

/** Carries out a command. */
export function* perform(context: Context, request: Request): Work {
  const { command, database } = request;
  const [name = ''] = command.keys();
  context.counts.set(name, (context.counts.get(name) ?? 0) + 1);
  context.counts.set('requests', (context.counts.get('requests') ?? 0) + 1);
  const known = commands.get(name);
  if (known === undefined) throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  if (command.has('txnNumber') && command.has('startTransaction'))
    throw new MongoError(
      'IllegalOperation',
      'Transaction numbers are only allowed on a replica set member or mongos',
    );
  checkRights(context, name, command, database);
  const result = known(context, command, database);
  return 'next' in result ? yield* result : result;
}
