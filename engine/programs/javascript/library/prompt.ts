/** The prompt of node: reads lines, shows what they give, and keeps what they declare. */
export const promptSource = `
const util = require('util');
const say = (text) => { $process.write(1, text); };
const HELP = \`.break    Sometimes you get stuck, this gets you out
.clear    Alias for .break
.exit     Exit the REPL
.help     Print this help message
.load     Load JS from a file into the REPL session
.save     Save all evaluated commands in this REPL session to a file

Press Ctrl+C to abort current expression, Ctrl+D to exit the REPL
\`;
const declared = new Set();
const entered = [];
const waiting = [];
let lines = 0;
let pending = '';
let busy = false;
let isLeaving = false;
const ask = () => say(pending === '' ? '> ' : '... ');
// What stands below the line of the prompt is the prompt's own.
const described = (error) => {
  if (!(error instanceof Error)) return util.inspect(error);
  const stack = String(error.stack).split('\\n');
  const from = stack.findIndex((line) => /^ {4}at REPL\\d+:/.test(line));
  if (from >= 0) { try { error.stack = stack.slice(0, from).join('\\n'); } catch {} }
  const shown = util.inspect(error);
  return shown.startsWith('[') && shown.endsWith(']') && !shown.includes('\\n') ? shown.slice(1, -1) : shown;
};
const special = (name) => {
  let value;
  Object.defineProperty(globalThis, name, {
    configurable: true,
    get: () => value,
    set: (given) => {
      value = given;
      Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: true });
      say('Expression assignment to ' + name + ' now disabled.\\n');
    },
  });
  return (given) => { if (Object.getOwnPropertyDescriptor(globalThis, name).get) value = given; };
};
const setLast = special('_');
const setError = special('_error');
const fail = (error) => {
  setError(error);
  say('Uncaught ' + described(error) + '\\n');
};
const show = (value) => {
  setLast(value);
  say(util.inspect(value, { colors: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR }) + '\\n');
};
const keep = ({ lexical, constants }) => {
  for (const name of lexical) declared.add(name);
  for (const name of constants) {
    const value = globalThis[name];
    Object.defineProperty(globalThis, name, { configurable: true, get: () => value, set: () => { throw new TypeError('Assignment to constant variable.'); } });
  }
};
const finish = () => { busy = false; ask(); next(); };
const run = (text) => {
  const source = $promptSource(text, [...declared]);
  if (source === undefined) { pending = text + '\\n'; return; }
  pending = '';
  if (source.message !== undefined) { say(source.frame + 'Uncaught SyntaxError: ' + source.message + '\\n'); return; }
  entered.push(text);
  lines++;
  let value;
  try { value = $script(source.source, 'REPL' + lines).call(globalThis); } catch (error) { fail(error); return; }
  if (!source.awaits) { keep(source); show(value); return; }
  busy = true;
  value.then((given) => { keep(source); show(given); }, fail).then(finish);
};
const commands = {
  break: () => { pending = ''; },
  clear: () => { pending = ''; },
  exit: () => process.exit(0),
  help: () => say(HELP),
  editor: () => say('the editor mode is not part of the simulation\\n'),
  load: (file) => {
    let text;
    try { text = require('fs').readFileSync(file, 'utf8'); } catch { say('Failed to load: ' + file + '\\n'); return; }
    say(text.endsWith('\\n') ? text : text + '\\n');
    run(text);
  },
  save: (file) => {
    try { require('fs').writeFileSync(file, entered.join('\\n')); say('Session saved to: ' + file + '\\n'); } catch { say('Failed to save: ' + file + '\\n'); }
  },
};
const evaluate = (line) => {
  isLeaving = false;
  const [, name, words] = /^\\s*\\.([^\\s\\d.]+)\\s*(.*)$/.exec(line) ?? [];
  if (name !== undefined && (pending === '' || ['break', 'clear', 'exit'].includes(name))) {
    if (Object.hasOwn(commands, name)) commands[name](words.trim());
    else say('Invalid REPL keyword\\n');
    return;
  }
  const text = pending + line;
  if (text.trim() !== '') run(text);
};
const next = () => {
  while (!busy && waiting.length > 0) {
    evaluate(waiting.shift());
    if (!busy) ask();
  }
};
exports.main = () => {
  say('Welcome to Node.js ' + process.version + '.\\nType ".help" for more information.\\n');
  ask();
  let text = '';
  process.stdin.on('data', (data) => {
    const parts = (text + data).split('\\n');
    text = parts.pop();
    waiting.push(...parts);
    next();
  });
  process.stdin.on('end', () => { say('\\n'); process.exit(0); });
  process.on('SIGINT', () => {
    const wasEmpty = pending === '';
    pending = '';
    if (wasEmpty && isLeaving) { say('\\n'); process.exit(0); }
    isLeaving = wasEmpty;
    say('\\n' + (wasEmpty ? '(To exit, press Ctrl+C again or Ctrl+D or type .exit)\\n' : ''));
    ask();
  });
  for (const name of ['uncaughtException', 'unhandledRejection']) process.on(name, (error) => { fail(error); ask(); });
};
`;
