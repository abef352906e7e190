/** node:console: consoles that write to streams. */
export const consoleSource = `
class Console {
  constructor(options, stderr) {
    const given = options && typeof options.write === 'function' ? { stdout: options, stderr } : options ?? {};
    if (!given.stdout || typeof given.stdout.write !== 'function') throw $coded('TypeError', 'ERR_CONSOLE_WRITABLE_STREAM', 'Console expects a writable stream instance for stdout');
    const out = given.stdout;
    const errors = given.stderr ?? given.stdout;
    const counts = new Map(); const timers = new Map();
    let indent = '';
    const shown = (args) => given.inspectOptions ? args.map((each) => typeof each === 'string' ? each : $inspectValue(each, given.inspectOptions)) : args;
    const print = (stream, args) => { const text = $process.format(shown(args)); stream.write((indent === '' ? text : indent + text.replaceAll('\\n', '\\n' + indent)) + '\\n'); };
    const say = (...args) => print(out, args);
    const warn = (...args) => print(errors, args);
    const elapsed = (label, args) => { const ms = $process.uptimeMs() - timers.get(label); say(label + ': ' + $console.duration(ms), ...args); };
    const group = (...args) => { if (args.length > 0) say(...args); indent += ' '.repeat(given.groupIndentation ?? 2); };
    Object.assign(this, {
      log: say, warn, error: warn, info: say, debug: say, dirxml: say, group, groupCollapsed: group,
      dir: (value, options) => say($inspectValue(value, { ...options, customInspect: false })),
      time: (label = 'default') => { timers.set(label, $process.uptimeMs()); },
      timeEnd: (label = 'default') => { if (timers.has(label)) elapsed(label, []); timers.delete(label); },
      timeLog: (label = 'default', ...args) => { if (timers.has(label)) elapsed(label, args); },
      trace: (...args) => { const { stack } = new Error(); warn('Trace' + (args.length > 0 ? ': ' + $process.format(args) : '') + '\\n' + stack.split('\\n').slice(2).join('\\n')); },
      assert: (value, ...args) => { if (!value) warn(...$console.failed(args)); },
      count: (label = 'default') => { counts.set(label, (counts.get(label) ?? 0) + 1); say(label + ': ' + counts.get(label)); },
      countReset: (label = 'default') => { counts.delete(label); },
      groupEnd: () => { indent = indent.slice(0, -(given.groupIndentation ?? 2)); },
      table: (data, columns) => say(...$console.table(data, columns)),
    });
  }
}
module.exports = Console;
`;
