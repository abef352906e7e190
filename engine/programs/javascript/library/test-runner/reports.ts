/** What tests say: as TAP, as the spec reporter shows it, or to the process that has started them, an event a line. */
export const reportsSource = `
const { inspect } = require('util');
const MARK = '\\u0001test ';
const INTERNAL = ['Test.runInAsyncScope (node:async_hooks:206:9)', 'Test.run (node:internal/test_runner/test:796:25)', 'async Test.processPendingSubtests (node:internal/test_runner/test:526:7)'];
const isOwn = (line) => /node:|node_modules\\/(?:test|node:)/.test(line);
// The outermost function of the program is the test's own.
const traceOf = (stack) => {
  const own = String(stack).split('\\n').filter((line) => line.startsWith('    at ') && !isOwn(line)).map((line) => line.slice(7));
  const test = own.pop();
  return [...own, ...(test === undefined ? [] : [/^(?:file:|\\/)/.test(test) ? 'TestContext.<anonymous> (' + test + ')' : test]), ...INTERNAL];
};
const callSite = () => {
  const line = String(new Error().stack).split('\\n').find((each) => each.startsWith('    at ') && !isOwn(each));
  return line && /\\(?((?:file:\\/\\/)?\\/[^()]*:\\d+:\\d+)\\)?$/.exec(line)?.[1].replace('file://', '');
};
const plain = (value) => value === null || typeof value !== 'object';
const yaml = (value, indent) => plain(value) ? ' ' + inspect(value) : Object.keys(value).map((key) => '\\n' + indent + '  ' + key + ':' + yaml(value[key], indent + '  ')).join('');
const failureOf = (caught, site) => {
  const isError = caught instanceof Error;
  const asserted = isError && caught.code === 'ERR_ASSERTION';
  const trace = isError ? traceOf(caught.stack) : [];
  const title = isError ? String(caught.stack).split('\\n    at ')[0] : '';
  const extra = isError ? inspect(caught).slice(String(caught.stack).length) : '';
  return {
    kind: isError && caught.failureType || 'testCodeFailure',
    message: isError ? caught.message : inspect(caught),
    code: asserted ? 'ERR_ASSERTION' : 'ERR_TEST_FAILURE',
    name: asserted ? caught.name : undefined,
    values: asserted ? ['expected', 'actual', 'operator'].map((key) => key + ':' + yaml(caught[key], '')) : [],
    trace,
    site,
    shown: isError ? title + trace.map((line) => '\\n    at ' + line).join('') + extra : inspect(caught),
  };
};
const block = (key, text, pad) => text.includes('\\n') ? pad + key + ': |-\\n' + text.split('\\n').map((line) => pad + '  ' + line + '\\n').join('') : pad + key + ': ' + inspect(text) + '\\n';
const details = (event, pad) => {
  const { error } = event;
  let made = pad + '---\\n' + pad + 'duration_ms: ' + event.ms.toFixed(6) + '\\n';
  if (event.suite) made += pad + "type: 'suite'\\n";
  if (error) {
    if (error.site) made += pad + "location: '" + error.site + "'\\n";
    made += pad + "failureType: '" + error.kind + "'\\n" + block('error', error.message, pad) + pad + "code: '" + (error.code ?? 'ERR_TEST_FAILURE') + "'\\n";
    if (error.name) made += pad + "name: '" + error.name + "'\\n";
    for (const value of error.values ?? []) made += value.split('\\n').map((line) => pad + line + '\\n').join('');
    if (error.trace) made += pad + 'stack: |-\\n' + error.trace.map((line) => pad + '  ' + line + '\\n').join('');
  }
  return made + pad + '...\\n';
};
const directive = (word, value) => value ? ' # ' + word + (typeof value === 'string' ? ' ' + value : '') : '';
const totals = ({ counts, ms }, prefix) => [...Object.entries(counts), ['duration_ms', ms.toFixed(6)]].map(([name, count]) => prefix + name + ' ' + count + '\\n').join('');
const tap = () => {
  let begun = false;
  return (event) => {
    const pad = '    '.repeat(Math.max(0, event.nesting ?? 0));
    const head = begun ? '' : 'TAP version 13\\n';
    begun = true;
    if (event.type === 'start') return head + pad + '# Subtest: ' + event.name + '\\n';
    if (event.type === 'plan') return pad + '1..' + event.count + '\\n';
    if (event.type === 'output') return head + '# ' + event.text + '\\n';
    if (event.type === 'end') return head + '1..' + event.planned + '\\n' + totals(event, '# ');
    return pad + (event.error ? 'not ok ' : 'ok ') + event.number + ' - ' + event.name + directive('SKIP', event.skip) + directive('TODO', event.todo) + '\\n' + details(event, pad + '  ') + (event.notes ?? []).map((note) => pad + '# ' + note + '\\n').join('');
  };
};
const spec = () => {
  const failed = [];
  const open = [];
  const colored = process.stdout.isTTY && !process.env.NO_COLOR;
  const paint = (code, text) => colored ? '\\u001b[' + code + 'm' + text + '\\u001b[39m' : text;
  const body = (event, pad) => event.error.shown ? event.error.shown.split('\\n').map((line) => pad + '  ' + line + '\\n').join('') + '\\n' : '';
  const line = (event, pad) => {
    const [sign, color] = event.skip ? ['\\ufe63', 90] : event.error ? ['\\u2716', 31] : ['\\u2714', 32];
    const took = (colored ? '\\u001b[90m' : '') + ' (' + Number(event.ms.toFixed(6)) + 'ms)' + (colored ? '\\u001b[39m' : '');
    return pad + paint(color, sign + ' ' + event.name) + took + directive('SKIP', event.skip) + directive('TODO', event.todo) + '\\n';
  };
  return (event) => {
    const pad = '  '.repeat(Math.max(0, event.nesting ?? 0));
    if (event.type === 'start') { open.push(event.name); return ''; }
    if (event.type === 'output') return event.text + '\\n';
    if (event.type === 'plan') return '';
    if (event.type === 'end') {
      const list = failed.map((each) => '\\ntest at ' + (each.error.site ? require('path').relative(process.cwd(), each.error.site) : each.name) + '\\n' + line(each, '') + body(each, '')).join('');
      return totals(event, paint(34, '\\u2139') + ' ') + (failed.length > 0 ? '\\n' + paint(31, '\\u2716 failing tests:') + '\\n' + list : '');
    }
    let made = '';
    if (open.length > 0) {
      const names = open.splice(0);
      names.pop();
      names.forEach((name, at) => { made += '  '.repeat(Math.max(0, event.nesting - names.length + at)) + paint(90, '\\u25b6 ') + name + '\\n'; });
    }
    if (event.error && event.error.shown && !event.todo) failed.push(event);
    return made + line(event, pad) + (event.error && event.error.shown ? body(event, pad) : '');
  };
};
const reporter = () => {
  const asked = process.execArgv.find((each) => each.startsWith('--test-reporter='));
  const name = asked ? asked.slice(16) : process.stdout.isTTY || Number.parseInt(process.version.slice(1), 10) >= 23 ? 'spec' : 'tap';
  if (name !== 'spec' && name !== 'tap') throw new Error("the test reporter '" + name + "' is not part of the simulation");
  return name === 'spec' ? spec() : tap();
};
let shown;
const report = (event) => {
  if (process.env.NODE_TEST_CONTEXT === 'child-v8') { process.stdout.write(MARK + JSON.stringify(event) + '\\n'); return; }
  shown ??= reporter();
  const text = shown(event);
  if (text !== '') process.stdout.write(text);
};
module.exports = { report, failureOf, callSite, reporter, MARK };
`;
