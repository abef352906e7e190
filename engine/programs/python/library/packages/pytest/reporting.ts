export const pytestReportingSource = String.raw`
import os
import sys
import time
from pytest.api import Failed, Skipped, __version__

WIDTH = 80
_LETTERS = {'passed': '.', 'failed': 'F', 'error': 'E', 'skipped': 's', 'xfailed': 'x', 'xpassed': 'X'}
_ORDER = ('failed', 'passed', 'skipped', 'deselected', 'xfailed', 'xpassed', 'warnings', 'error')

def seconds(value):
    if value < 60:
        return f'{value:.2f}s'
    minutes = int(value)
    return f'{value:.2f}s ({minutes // 3600}:{minutes // 60 % 60:02}:{minutes % 60:02})'

class Reporter:
    def __init__(self, options):
        self.options, self.verbose = options, options.verbose
        self.reports, self.column, self.file, self.ran, self.total = [], 0, None, 0, 0
        self.deselected, self.item = 0, None

    def session_fixtures(self):
        return self.session.fixtures

    def write(self, text):
        sys.stdout.write(text)
        sys.stdout.flush()
        self.column = len(text) - text.rfind('\n') - 1 if '\n' in text else self.column + len(text)

    def line(self, text=''):
        self.write(text + '\n')

    def sep(self, mark, title=''):
        if not title:
            self.line(mark * WIDTH)
            return
        fill = mark * max((WIDTH - len(title) - 2) // (2 * len(mark)), 1)
        text = f'{fill} {title} {fill}'
        self.line(text + (mark if len(text) + len(mark) <= WIDTH else ''))

    def count(self, outcome):
        return sum(r.outcome == outcome for r in self.reports)

    def header(self):
        if self.verbose < 0:
            return
        self.sep('=', 'test session starts')
        if not self.options.header:
            return
        more = f' -- {sys.executable}' if self.verbose > 0 else ''
        self.line(f"platform linux -- Python {sys.version.split()[0]}, pytest-{__version__}, pluggy-1.6.0{more}")
        if self.verbose > 0:
            self.line('cachedir: .pytest_cache')
        self.line(f'rootdir: {self.options.rootdir}')
        if self.options.inifile:
            self.line(f'configfile: {self.options.inifile}')
        if self.options.ini.get('testpaths') and self.options.paths == self.options.ini['testpaths'].split():
            self.line(f"testpaths: {', '.join(self.options.paths)}")
        if self.verbose > 0:
            self.write('collecting ... ')

    def collected(self, session):
        for path, error in session.errors:
            report = _CollectReport(path, error)
            self.reports.append(report)
        self.session = session
        self.total, self.deselected = len(session.items), session.deselected
        if self.verbose < 0:
            return
        found = self.total + self.deselected
        text = f"collected {found} item{'' if found == 1 else 's'}"
        errors = self.count('error')
        if errors:
            text += f" / {errors} error{'' if errors == 1 else 's'}"
        if self.deselected:
            text += f' / {self.deselected} deselected'
        if self.count('skipped'):
            text += f" / {self.count('skipped')} skipped"
        if self.deselected:
            text += f' / {self.total} selected'
        self.line(text)

    def listed(self, session, started):
        if self.verbose < 0:
            for item in session.items:
                self.line(item.nodeid)
        else:
            self._tree(session)
        self.line()
        errors = self.count('error')
        if errors:
            return self.summary(session, started)
        took = seconds(time.time() - started)
        found = f"{self.total} test{'' if self.total == 1 else 's'} collected"
        if self.deselected:
            found = f'{self.total}/{self.total + self.deselected} tests collected ({self.deselected} deselected)'
        text = f"{found if self.total else 'no tests collected'} in {took}"
        self.line(text) if self.verbose < 0 else self.sep('=', text)
        return 0 if self.total else 5

    def _tree(self, session):
        base = os.path.basename(self.options.rootdir)
        self.line()
        shown = []
        for item in session.items:
            path = [f'<Dir {base}>'] + [f'<Dir {p}>' for p in item.file.split('/')[:-1]] + [f"<Module {item.file.split('/')[-1]}>"]
            if item.cls is not None:
                path.append(f"<{'UnitTestCase' if item.unittest else 'Class'} {item.cls.__name__}>")
            path.append(f"<{'TestCaseFunction' if item.unittest else 'Function'} {item.name}>")
            same = 0
            while same < min(len(path), len(shown)) and path[same] == shown[same]:
                same += 1
            for depth in range(same, len(path)):
                self.line('  ' * depth + path[depth])
            shown = path

    def start(self, item):
        self.item = item
        if self.verbose > 0:
            if self.file is None:
                self.line()
                self.file = ''
            self.write(f'{item.nodeid} ')
        elif item.file != self.file:
            if self.verbose >= 0:
                if self.file is not None:
                    self._percent()
                self.write(f'\n{item.file} ')
            self.file = item.file

    def log(self, report):
        self.reports.append(report)
        if self.verbose > 0:
            word = {'failed': 'FAILED', 'error': 'ERROR', 'passed': 'PASSED', 'skipped': 'SKIPPED', 'xfailed': 'XFAIL', 'xpassed': 'XPASS'}[report.outcome]
            if report.outcome in ('skipped', 'xfailed', 'xpassed') and report.reason:
                room = WIDTH - self.column - len(word) - 3 - len(' [100%]')
                reason = report.reason if len(report.reason) <= room else report.reason[:max(room - 3, 0)] + '...'
                word += f' ({reason})'
            if report.when == 'teardown':
                word = f'\n{report.item.nodeid} {word}' if self.column == 0 else word
            self.write(word)
        else:
            self.write(_LETTERS[report.outcome])

    def done(self):
        self.ran += 1
        if self.verbose > 0:
            self._percent()
            self.line()
        elif self.ran == self.total:
            self._percent()
            self.line()
        elif self.column >= WIDTH - len(' [100%]') - 1:
            self._percent()
            self.line()

    def _percent(self):
        if self.options.capture == 'no' and self.verbose <= 0:
            return
        text = f' [{self.ran * 100 // self.total:3d}%]'
        self.write(text.rjust(WIDTH - 1 - self.column))

    def summary(self, session, started, stopped=None, interrupted=None):
        from pytest.failures import Failures
        if self.column:
            self.line()
        if self.verbose >= 0:
            self.line()
        failures = Failures(self)
        failures.errors([r for r in self.reports if r.outcome == 'error'])
        failures.failures([r for r in self.reports if r.outcome == 'failed'])
        self._durations()
        if interrupted is None or self.count('failed'):
            self._short()
        if interrupted:
            self.sep('!', interrupted)
        elif stopped:
            self.sep('!', f"stopping after {stopped} failures")
        elif any(r.when == 'collect' for r in self.reports if r.outcome == 'error'):
            errors = sum(r.when == 'collect' and r.outcome == 'error' for r in self.reports)
            self.sep('!', f"Interrupted: {errors} error{'' if errors == 1 else 's'} during collection")
        self._last(time.time() - started)
        if any(r.when == 'collect' and r.outcome == 'error' for r in self.reports):
            return 2
        if self.count('failed') or self.count('error'):
            return 1
        return 0 if self.reports and self.total else 5

    def _durations(self):
        if self.options.durations is None:
            return
        slow = sorted((r for r in self.reports if hasattr(r, 'duration') and r.when == 'call'), key=lambda r: -r.duration)
        most = int(self.options.durations)
        self.sep('=', f'slowest {most} durations' if most else 'slowest durations')
        for report in slow[:most or None]:
            self.line(f'{report.duration:.2f}s call     {report.item.nodeid}')

    def _short(self):
        chars = self.options.reportchars
        if 'A' in chars or 'a' in chars:
            chars = 'psxXEf' if 'A' in chars else 'sxXEf'
        kinds = {'f': 'failed', 'E': 'error', 's': 'skipped', 'x': 'xfailed', 'X': 'xpassed', 'p': 'passed', 'P': 'passed'}
        lines = []
        for char in chars:
            if char in kinds:
                lines += self._short_lines(kinds[char])
        if lines:
            self.sep('=', 'short test summary info')
            for line in lines:
                self.line(line)

    def _short_lines(self, outcome):
        found = [r for r in self.reports if r.outcome == outcome]
        words = {'failed': 'FAILED', 'error': 'ERROR', 'xfailed': 'XFAIL', 'xpassed': 'XPASS', 'passed': 'PASSED'}
        if outcome == 'skipped':
            groups = {}
            for report in found:
                key = (report.place(self) if hasattr(report, 'place') else _place(report, self.options.rootdir), report.reason)
                groups[key] = groups.get(key, 0) + 1
            return [f'SKIPPED [{n}] {where}: {reason}' for (where, reason), n in groups.items()]
        lines = []
        for report in found:
            head = f'{words[outcome]} {report.nodeid if hasattr(report, "nodeid") else report.item.nodeid}'
            text = _first_line(report)
            if text and outcome != 'passed':
                room = WIDTH - len(head) - 3
                text = text if len(text) <= room or 'CI' in os.environ else text[:room - 3] + '...' if room > 3 else ''
                head += f' - {text}' if text else ''
            lines.append(head)
        return lines

    def _last(self, took):
        parts = []
        for outcome in _ORDER:
            n = self.deselected if outcome == 'deselected' else self.count(outcome)
            if n:
                word = f"error{'' if n == 1 else 's'}" if outcome == 'error' else outcome
                parts.append(f'{n} {word}')
        text = f"{', '.join(parts) or 'no tests ran'} in {seconds(took)}"
        if self.verbose < 0:
            self.line(text)
        else:
            self.sep('=', text)

class _CollectReport:
    def __init__(self, path, error):
        self.nodeid, self.error, self.when, self.item, self.sections = path, error, 'collect', None, []
        skips = isinstance(error, Skipped) and error.allow_module_level
        self.outcome = 'skipped' if skips else 'error'
        self.reason = getattr(error, 'msg', '')
    def place(self, reporter):
        found = sys.traceback_entries(self.error)
        return f'{self.nodeid}:{found[-1][1] if found else 1}'

def _place(report, root):
    mark = next((m for m in report.item.marks if m.name in ('skip', 'skipif')), None)
    f = getattr(report.item.function, '__func__', report.item.function)
    entries = [e for e in sys.traceback_entries(report.error) if e[0].startswith(root)]
    if mark is None and entries:
        return f'{os.path.relpath(entries[-1][0], root)}:{entries[-1][1]}'
    return f'{report.item.file}:{f.__code__.co_firstlineno}'

def _first_line(report):
    if report.outcome in ('xfailed', 'xpassed') or report.error is None:
        return report.reason
    error = report.error
    if report.when == 'collect':
        return '' if isinstance(error, (ImportError, SyntaxError)) else f'{type(error).__name__}: {error}'.split('\n')[0]
    text = str(error).split('\n')[0]
    name = type(error).__name__
    if isinstance(error, Failed):
        return f'Failed: {text}'
    if name == 'FixtureLookupError':
        return ''
    if repr(error).startswith("AssertionError('assert "):
        return text
    module = type(error).__module__
    full = name if module in ('builtins', '__main__') else f'{module}.{type(error).__qualname__}'
    return f'{full}: {text}' if text else full
`;
