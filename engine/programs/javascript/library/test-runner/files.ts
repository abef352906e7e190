/** `node --test`: finds files with tests, and runs each in a process of its own. */
export const testFilesSource = `
const fs = require('fs');
const path = require('path');
const { spawn } = require('child_process');
const { MARK, reporter } = require('test-reports');
const FILE = /^(?:test|test-.*|.*[.\\-_]test)\\.[cm]?js$/;
const found = (folder, inTests) => fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => a.name < b.name ? -1 : 1).flatMap((entry) => {
  const place = path.join(folder, entry.name);
  if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : found(place, inTests || entry.name === 'test');
  return FILE.test(entry.name) || (inTests && /\\.[cm]?js$/.test(entry.name)) ? [place] : [];
});
const listed = (words) => words.flatMap((word) => {
  const place = path.resolve(word);
  if (!fs.existsSync(place)) { process.stderr.write("Could not find '" + word + "'\\n"); process.exit(1); }
  return fs.statSync(place).isDirectory() ? found(place, false) : [place];
});
const run = (file, tell) => new Promise((resolve) => {
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_TEST_CONTEXT: 'child-v8' } });
  let rest = '';
  let ended = false;
  let failed = false;
  const take = (line) => {
    if (!line.startsWith(MARK)) { tell({ type: 'output', text: line }); return; }
    const event = JSON.parse(line.slice(MARK.length));
    if (event.type === 'end') ended = true;
    else if (event.type === 'fail') failed = true;
    tell(event);
  };
  const errors = [];
  child.stdout.on('data', (data) => { const lines = (rest + data).split('\\n'); rest = lines.pop(); lines.forEach(take); });
  child.stderr.on('data', (data) => errors.push(String(data)));
  child.on('close', (code, signal) => {
    if (rest !== '') take(rest);
    for (const line of errors.join('').split('\\n').slice(0, -1)) tell({ type: 'output', text: line });
    resolve({ code, signal, ended, failed });
  });
});
exports.main = async () => {
  const began = performance.now();
  const files = process.argv.length > 1 ? listed(process.argv.slice(1)) : found(process.cwd(), false);
  const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
  const shown = reporter();
  const print = (event) => { const text = shown(event); if (text !== '') process.stdout.write(text); };
  let number = 0;
  for (const file of files) {
    const start = performance.now();
    const result = await run(file, (event) => {
      if (event.type === 'end') { for (const name of Object.keys(counts)) counts[name] += event.counts[name]; return; }
      print((event.type === 'pass' || event.type === 'fail') && event.nesting === 0 ? { ...event, number: ++number } : event);
    });
    if (result.code !== 0) process.exitCode = 1;
    // A file without tests is one itself, and so is one that ended badly.
    const isBad = result.code !== 0 && !result.failed;
    if (result.ended && !isBad) continue;
    const name = path.relative(process.cwd(), file) || file;
    const error = isBad ? { kind: 'testCodeFailure', message: 'test failed', site: file + ':1:1', shown: "'test failed'" } : undefined;
    print({ type: 'start', nesting: 0, name });
    print({ type: error ? 'fail' : 'pass', nesting: 0, number: ++number, name, ms: performance.now() - start, error });
    counts.tests++;
    counts[error ? 'fail' : 'pass']++;
  }
  print({ type: 'end', planned: number, counts, ms: performance.now() - began });
};
`;
