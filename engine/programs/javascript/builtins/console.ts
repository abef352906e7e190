import { builtin } from '../loading/modules.ts';
import type { Definitions } from './definition.ts';

/** What `console` prints with is `$process.write`; counters and timers are kept here. */
export const consoleDefinitions: Definitions = {
  console: {
    enumerable: true,
    getters: { Console: (machine) => builtin(machine, 'console-class') },
    source: `({
      log(...args) { $console.print(1, args); },
      warn(...args) { $console.print(2, args); },
      dir(value, options) { $console.print(1, [$inspectValue(value, { ...options, customInspect: false })]); },
      time(label = 'default') {
        const timers = $console.timers ??= {};
        if (Object.hasOwn(timers, label)) { $console.complain("Label '" + label + "' already exists for console.time()"); return; }
        timers[label] = $process.uptimeMs();
      },
      timeEnd(label = 'default') { $console.elapsed('timeEnd', label, []); if ($console.timers) delete $console.timers[label]; },
      timeLog(label = 'default', ...args) { $console.elapsed('timeLog', label, args); },
      trace(...args) { const error = new Error(); $console.print(2, ['Trace' + (args.length > 0 ? ': ' + $process.format(args) : '') + '\\n' + error.stack.split('\\n').slice(2).join('\\n')]); },
      assert(value, ...args) { if (!value) $console.print(2, $console.failed(args)); },
      count(label = 'default') { const counts = $console.counts ??= {}; counts[label] = (counts[label] ?? 0) + 1; $console.print(1, [label + ': ' + counts[label]]); },
      countReset(label = 'default') {
        if (!$console.counts || !Object.hasOwn($console.counts, label)) { $console.complain("Count for '" + label + "' does not exist"); return; }
        delete $console.counts[label];
      },
      group(...args) { if (args.length > 0) $console.print(1, args); $console.indent = ($console.indent ?? '') + '  '; },
      groupEnd() { $console.indent = ($console.indent ?? '').slice(2); },
      table(data, columns) { $console.print(1, $console.table(data, columns)); },
      clear() { if ($process.isTerminal(1)) $process.write(1, '\\x1b[1;1H\\x1b[0J'); },
      timeStamp() {},
      profile() {},
      profileEnd() {},
      debug(...args) { $console.print(1, args); },
      info(...args) { $console.print(1, args); },
      dirxml(...args) { $console.print(1, args); },
      error(...args) { $console.print(2, args); },
      groupCollapsed(...args) { if (args.length > 0) $console.print(1, args); $console.indent = ($console.indent ?? '') + '  '; },
    })`,
  },
  $console: {
    source: `({
      print(descriptor, args) {
        const text = $process.format(args, $process.isTerminal(descriptor));
        const indent = $console.indent ?? '';
        $process.write(descriptor, (indent === '' ? text : indent + text.replaceAll('\\n', '\\n' + indent)) + '\\n');
      },
      complain(message) { $builtin('process-object').emitWarning(message); },
      failed(args) {
        if (args.length === 0) return ['Assertion failed'];
        return typeof args[0] === 'string' ? ['Assertion failed: ' + args[0], ...args.slice(1)] : ['Assertion failed', ...args];
      },
      duration(ms) { return ms >= 1000 ? (ms / 1000).toFixed(3) + 's' : Number(ms.toFixed(3)) + 'ms'; },
      elapsed(method, label, args) {
        const started = $console.timers ? $console.timers[label] : undefined;
        if (started === undefined) { $console.complain("No such label '" + label + "' for console." + method + '()'); return; }
        $console.print(1, [label + ': ' + $console.duration($process.uptimeMs() - started), ...args]);
      },
      table(data, only) {
        if (data === null || typeof data !== 'object') return [data];
        const show = (value) => $inspectValue(value, { depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0, maxArrayLength: 3, breakLength: Infinity });
        if (data instanceof Map) return [$console.grid(['(iteration index)', 'Key', 'Values'], [...data].map(([key, value], index) => [String(index), show(key), show(value)]))];
        const counted = data instanceof Set;
        const rows = counted ? [...data].map((value, index) => [index, value]) : Object.entries(data);
        const isRow = (row) => row !== null && typeof row === 'object';
        const columns = only ? [...only] : [...new Set(rows.flatMap(([, row]) => isRow(row) ? Object.keys(row) : []))];
        const hasValues = rows.some(([, row]) => !isRow(row));
        const body = rows.map(([key, row]) => [String(key), ...columns.map((column) => isRow(row) && Object.hasOwn(row, column) ? show(row[column]) : ''), ...(hasValues ? [isRow(row) ? '' : show(row)] : [])]);
        return [$console.grid([counted ? '(iteration index)' : '(index)', ...columns, ...(hasValues ? ['Values'] : [])], body)];
      },
      grid(head, body) {
        // East Asian characters and pictures are two columns wide.
        const wide = (text) => [...text].reduce((sum, each) => sum + (/[\\u1100-\\u115f\\u2e80-\\ua4cf\\uac00-\\ud7a3\\uf900-\\ufaff\\ufe30-\\ufe6f\\uff00-\\uff60\\uffe0-\\uffe6]/.test(each) || each.codePointAt(0) >= 0x1f300 ? 2 : 1), 0);
        const widths = head.map((title, at) => Math.max(wide(title), ...body.map((row) => wide(row[at]))) + 2);
        const left = Number($process.facts().version.slice(1).split('.')[0]) >= 20;
        const cell = (text, at) => { const space = widths[at] - wide(text); const before = left ? 1 : Math.floor(space / 2); return ' '.repeat(before) + text + ' '.repeat(space - before); };
        const rule = (a, b, c) => a + widths.map((width) => '─'.repeat(width)).join(b) + c;
        const line = (row) => '│' + row.map(cell).join('│') + '│';
        return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...body.map(line), rule('└', '┴', '┘')].join('\\n');
      },
    })`,
  },
};
