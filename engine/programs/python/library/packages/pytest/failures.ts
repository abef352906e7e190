export const pytestFailuresSource = String.raw`
import os
import sys
from pytest.api import Failed
from pytest.asserting import saferepr

WIDTH = 80

class Failures:
    """What a test that failed looked like: its source up to the line, the error, and what it printed."""
    def __init__(self, reporter):
        self.reporter, self.options = reporter, reporter.options
        self.line, self.sep = reporter.line, reporter.sep

    def errors(self, reports):
        if not reports or self.options.tbstyle == 'no':
            return
        self.sep('=', 'ERRORS')
        for report in reports:
            if report.when == 'collect':
                self.sep('_', f'ERROR collecting {report.nodeid}')
                self._collecting(report)
            else:
                self.sep('_', f'ERROR at {report.when} of {self._title(report.item)}')
                self._body(report)

    def failures(self, reports):
        if not reports or self.options.tbstyle == 'no':
            return
        self.sep('=', 'FAILURES')
        for report in reports:
            if self.options.tbstyle == 'line':
                self._one_line(report)
                continue
            self.sep('_', self._title(report.item))
            self._body(report)

    def _title(self, item):
        return f'{item.cls.__qualname__}.{item.name}' if item.cls is not None else item.name

    def _one_line(self, report):
        from pytest.reporting import _first_line
        entries = self._entries(report.error)
        where = f'{entries[-1][0]}:{entries[-1][1]}' if entries else report.item.nodeid
        self.line(f'{where}: {_first_line(report)}')

    def _entries(self, error):
        found = sys.traceback_entries(error)
        return [e for e in found if '/site-packages/' not in e[0] and not e[0].startswith('<')] or found

    def _collecting(self, report):
        error = report.error
        if isinstance(error, ImportError):
            path = os.path.join(self.options.rootdir, report.nodeid)
            self.line(f"ImportError while importing test module '{path}'.")
            self.line('Hint: make sure your test modules/packages have valid Python names.')
            self.line('Traceback:')
            version = sys.version_info[:2]
            at = {(3, 11): 126, (3, 12): 90}.get(version, 88)
            self.line(f'/usr/local/lib/python{version[0]}.{version[1]}/importlib/__init__.py:{at}: in import_module')
            self.line('    return _bootstrap._gcd_import(name[level:], package, level)')
            self.line('           ' + '^' * 52)
            self._short(error)
        elif isinstance(error, SyntaxError):
            import traceback
            for text in traceback.format_exception(error):
                if not text.startswith('Traceback'):
                    self.line('E ' + '  ' + text.rstrip('\n'))
        else:
            self._short(error)

    def _short(self, error):
        for file, line, name, source, _ in self._entries(error):
            self.line(f'{self._shown(file)}:{line}: in {name}')
            self.line(f'    {source.strip()}')
        for text in self._words(error):
            self.line(f'E   {text}')

    def _shown(self, file):
        return os.path.relpath(file, os.getcwd()) if file.startswith(self.options.rootdir) else file

    def _words(self, error):
        text, name = str(error), type(error).__name__
        if isinstance(error, Failed):
            name = 'Failed'
        elif repr(error).startswith("AssertionError('assert "):
            return text.split('\n')
        else:
            module = type(error).__module__
            name = name if module in ('builtins', '__main__') else f'{module}.{type(error).__qualname__}'
        return (f'{name}: {text}' if text else name).split('\n')

    def _body(self, report):
        error = report.error
        if error is None:
            self.line(report.reason)
        elif type(error).__name__ == 'FixtureLookupError':
            self._missing(report.item, error)
        elif isinstance(error, Failed) and not error.pytrace:
            self.line(str(error))
        elif self.options.tbstyle == 'native':
            import traceback
            for text in traceback.format_exception(error):
                self.line(text.rstrip('\n'))
        else:
            self._chain(error)
        for title, text in report.sections:
            self.sep('-', title)
            self.line(text.rstrip('\n'))

    def _chain(self, error, seen=()):
        cause = error.__cause__
        context = error.__context__ if not error.__suppress_context__ else None
        before = cause if cause is not None else context
        if before is not None and before not in seen:
            self._chain(before, seen + (error,))
            self.line()
            self.line('The above exception was the direct cause of the following exception:' if cause is not None else 'During handling of the above exception, another exception occurred:')
            self.line()
        if self.options.tbstyle == 'short':
            self._short(error)
        else:
            self._long(error)

    def _long(self, error):
        entries = self._entries(error)
        for at, (file, line, name, _, arguments) in enumerate(entries):
            last = at == len(entries) - 1
            full = at == 0 or last or self.options.tbstyle == 'long'
            if at:
                self.line('_ ' * 40)
            self._arguments(arguments)
            self._source(file, line, full)
            if last:
                for text in self._words(error):
                    self.line(f"E{' ' * (self._indent + 3)}{text}")
            if full or last:
                self.line()
            self.line(f"{self._shown(file)}:{line}: {type(error).__name__ if last else ''}")

    def _arguments(self, pairs):
        if not pairs:
            return
        self.line()
        text = ''
        for name, value in pairs:
            shown = f'{name} = {saferepr(value)}'
            if text and len(text) + len(shown) + 2 > WIDTH:
                self.line(text)
                text = '  ' + shown
            else:
                text = f'{text}, {shown}' if text else shown
        self.line(text)

    def _source(self, file, line, full):
        try:
            with open(file) as f:
                lines = f.read().split('\n')
        except OSError:
            self._indent = 4
            return
        start = line - 1
        while start > 0 and not lines[start].lstrip().startswith(('def ', 'async def ')):
            start -= 1
        if not lines[start].lstrip().startswith(('def ', 'async def ')) or len(lines[start]) - len(lines[start].lstrip()) >= len(lines[line - 1]) - len(lines[line - 1].lstrip()):
            start = line - 1
        first = start
        while first > 0 and lines[first - 1].lstrip().startswith('@') and lines[first - 1].startswith(' ' * (len(lines[start]) - len(lines[start].lstrip()))):
            first -= 1
        start = first
        end = line
        opened = sum(lines[line - 1].count(c) for c in '([{') - sum(lines[line - 1].count(c) for c in ')]}')
        while opened > 0 and end < len(lines):
            opened += sum(lines[end].count(c) for c in '([{') - sum(lines[end].count(c) for c in ')]}')
            end += 1
        margin = len(lines[start]) - len(lines[start].lstrip())
        self._indent = len(lines[line - 1]) - len(lines[line - 1].lstrip()) - margin
        if not full:
            self.line('>   ' + lines[line - 1][margin:])
            return
        self.line()
        for at in range(start, end):
            mark = '>' if at == line - 1 else ' '
            self.line(f'{mark}   {lines[at][margin:]}'.rstrip() if lines[at].strip() else '')

    def _missing(self, item, error):
        f = getattr(item.function, '__func__', item.function)
        name, file = str(error), os.path.join(self.options.rootdir, item.file)
        with open(file) as opened:
            lines = opened.read().split('\n')
        at = f.__code__.co_firstlineno
        self.line(f'file {file}, line {at}')
        for text in lines[at - 1:]:
            self.line(f'  {text.strip() if text.lstrip() == text else text}')
            if text.rstrip().endswith(':'):
                break
        self.line(f"E       fixture '{name}' not found")
        known = sorted({d.name for _, _, d in self.reporter.session_fixtures()} | {'cache', 'capfd', 'capfdbinary', 'capsysbinary', 'capteesys', 'doctest_namespace', 'record_property', 'record_testsuite_property', 'record_xml_attribute', 'recwarn', 'subtests', 'tmpdir_factory'} - {'subtests'})
        self.line(f">       available fixtures: {', '.join(known)}")
        self.line(">       use 'pytest --fixtures [testpath]' for help on them.")
        self.line()
        self.line(f'{file}:{at}')
`;
