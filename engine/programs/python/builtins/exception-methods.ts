import { change } from '../../heap/change.ts';
import { fillError } from '../machine/instances.ts';
import { type NativeRun, natives } from '../machine/native.ts';
import { is, list } from '../machine/values.ts';
import { errorText } from './repr.ts';

const table: Readonly<Record<string, NativeRun>> = {
  __init__: (_machine, [self, ...positional], keywords) => {
    if (is(self, 'instance')) fillError(self, positional, keywords);
    return null;
  },
  __str__: (machine, [self]) => (is(self, 'instance') ? errorText(machine, self) : ''),
  __repr__: (machine, [self]) => {
    if (!is(self, 'instance')) return '';
    const given = self.attributes.get('args');
    return `${self.class.name}(${is(given, 'tuple') ? given.items.map((each) => machine.repr(each)).join(', ') : ''})`;
  },
  with_traceback: (_machine, [self]) => self ?? null,
  add_note: (_machine, [self, note]) => {
    if (!is(self, 'instance')) return null;
    const notes = self.attributes.get('__notes__');
    if (is(notes, 'list')) change(notes.items).push(note ?? null);
    else change(self.attributes).set('__notes__', list([note ?? null]));
    return null;
  },
};

export const exceptionMethods = natives('BaseException.', table);
