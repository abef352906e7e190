import { syntaxError } from '../loading/modules.ts';
import { promptSource } from '../loading/prompt-source.ts';
import { SourceError, unitOf } from '../loading/syntax.ts';
import { toText } from '../machine/conversions.ts';
import { JsArray } from '../values/array.ts';
import { Thrown } from '../values/value.ts';
import type { Definitions } from './definition.ts';
import { fromHost } from './json.ts';

/** Texts that come from the command line, and from standard input; those of the prompt are prepared here. */
export const evaluationDefinitions: Definitions = {
  $throw: {
    call: (_, __, [value]) => {
      throw new Thrown(value);
    },
  },
  $script: {
    call: (machine, _, [text, name]) => {
      try {
        const [code] = unitOf(toText(machine, name), toText(machine, text), 'script').functions;
        return code === undefined ? undefined : machine.realm.closure(code, undefined);
      } catch (error) {
        if (error instanceof SourceError) throw syntaxError(machine, error);
        throw error;
      }
    },
  },
  /** undefined: there is more to come */
  $promptSource: {
    call: (machine, _, [text, declared]) => {
      const names = declared instanceof JsArray ? declared.items.map(String) : [];
      const found = promptSource(toText(machine, text), new Set(names));
      return found === 'unfinished' ? undefined : fromHost(machine, found);
    },
  },
  $evaluation: {
    source: `({
      $eval(text) { const run = $script(text, 'evalmachine.<anonymous>'); return run.call(globalThis); },
      $printed(run) {
        const value = run.call(globalThis);
        $process.write(1, (typeof value === 'string' ? value : $inspectValue(value, { colors: $process.isTerminal(1) })) + '\\n');
      },
      $input() {
        let text = '';
        process.stdin.on('data', (data) => { text += data; });
        process.stdin.on('end', () => { const run = $script(text, '[stdin]'); run.call(globalThis); });
      },
    })`,
  },
};
