import { syntaxError } from '../loading/modules.ts';
import { SourceError, unitOf } from '../loading/syntax.ts';
import { toText } from '../machine/conversions.ts';
import { Thrown } from '../values/value.ts';
import type { Definitions } from './definition.ts';

/** Texts that come from the command line, from standard input and from the prompt. */
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
      $prompt() {
        const { version } = $process.facts();
        $process.write(1, 'Welcome to Node.js ' + version + '.\\nType ".help" for more information.\\n> ');
        let text = '';
        let pending = '';
        const evaluate = (line) => {
          const source = pending + line;
          if (pending === '' && /^\\.(exit|help|break|clear|editor|load|save)\\b/.test(line.trim())) {
            const [command] = line.trim().split(' ');
            if (command === '.exit') process.exit(0);
            if (command === '.help') $process.write(1, '.break    Sometimes you get stuck, this gets you out\\n.clear    Alias for .break\\n.exit     Exit the REPL\\n.help     Print this help message\\n\\nPress Ctrl+C to abort current expression, Ctrl+D to exit the REPL\\n');
            return;
          }
          if (source.trim() === '') { pending = ''; return; }
          let run;
          try {
            const wrapped = /^\\s*\\{/.test(source) && !/;\\s*$/.test(source) ? '(' + source.trim() + ')' : source;
            run = $script(wrapped.replace(/^(\\s*)(?:const|let)\\s+(?=[\\w$]+\\s*=[^=>])/gm, '$1var '), 'REPL' + ++$evaluation.lines);
          } catch (error) {
            if (/Unexpected end of input|Unterminated template/.test(error.message)) { pending = source + '\\n'; return; }
            pending = '';
            $process.write(1, 'Uncaught ' + error.name + ': ' + error.message + '\\n');
            return;
          }
          pending = '';
          try {
            const value = run.call(globalThis);
            globalThis._ = value;
            $process.write(1, $inspectValue(value, { colors: true }) + '\\n');
          } catch (error) { $process.write(1, 'Uncaught ' + $inspectValue(error) + '\\n'); }
        };
        process.stdin.on('data', (data) => {
          text += data;
          for (let at = text.indexOf('\\n'); at >= 0; at = text.indexOf('\\n')) {
            const line = text.slice(0, at);
            text = text.slice(at + 1);
            evaluate(line);
            $process.write(1, pending === '' ? '> ' : '... ');
          }
        });
        process.stdin.on('end', () => { $process.write(1, '\\n'); process.exit(0); });
      },
    })`,
    values: { lines: 0 },
  },
};
