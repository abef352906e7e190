export const pytestRunningSource = String.raw`
import inspect
import os
import sys
import time
from pytest.api import Exit, Failed, FixtureDefinition, MonkeyPatch, OutcomeException, Skipped, UsageError, XFailed
from pytest.collecting import Session, wants
from pytest.reporting import Reporter

SCOPES = ('session', 'package', 'module', 'class', 'function')

class FixtureLookupError(Exception):
    pass

class Report:
    def __init__(self, item, when, outcome, error=None, reason=None):
        self.item, self.when, self.outcome, self.error, self.reason = item, when, outcome, error, reason
        self.sections, self.duration = [], 0

class Request:
    def __init__(self, runner, item, definition=None):
        self._runner, self.node, self._definition = runner, item, definition
        self.function, self.cls, self.module, self.config = item.function, item.cls, item.module, runner.options
        self.instance = runner.instance
        self.fixturename = definition.name if definition else None
        self.scope = definition.scope if definition else 'function'
        if definition is not None and definition.name in item.params and definition.params is not None:
            self.param = item.params[definition.name]
    @property
    def keywords(self):
        return {m.name: m for m in self.node.marks}
    def getfixturevalue(self, name):
        return self._runner.value(name, self.node, self._definition)
    def addfinalizer(self, f):
        self._runner.finalizers[self.scope].append((self.fixturename, f))

class Runner:
    def __init__(self, session, options, reporter):
        self.session, self.options, self.reporter = session, options, reporter
        self.values = {scope: {} for scope in SCOPES}
        self.finalizers = {scope: [] for scope in SCOPES}
        self.instance, self.capture, self.temporary = None, None, None

    def run(self):
        items = self.session.items
        for at, item in enumerate(items):
            following = items[at + 1] if at + 1 < len(items) else None
            self.one(item, following)
            failures = self.reporter.count('failed') + self.reporter.count('error')
            if self.options.maxfail and failures >= self.options.maxfail:
                for scope in reversed(SCOPES):
                    self.finish(scope)
                return failures

    def one(self, item, following):
        self.reporter.start(item)
        started = time.time()
        report = self.phase(item, 'setup', lambda: self.setup(item))
        self.output(report)
        if report.outcome == 'passed':
            report = self.phase(item, 'call', lambda: self.call(item))
            self.output(report)
            self._judge(item, report)
        report.duration = time.time() - started
        self.reporter.log(report)
        after = self.phase(item, 'teardown', lambda: self.teardown(item, following))
        self.output(after)
        if after.outcome != 'passed':
            self.reporter.log(after)
        self.reporter.done()

    def phase(self, item, when, do):
        from pytest.capturing import Capture
        self.capture = Capture(self.options.capture)
        self.capture.start()
        error = None
        try:
            do()
            outcome = 'passed'
        except Skipped as e:
            outcome, error = 'skipped', e
        except XFailed as e:
            outcome, error = 'xfailed', e
        except (KeyboardInterrupt, Exit):
            raise
        except BaseException as e:
            outcome, error = ('failed' if when == 'call' else 'error'), e
        finally:
            self.capture.stop()
        unit = sys.modules.get('unittest.case')
        if unit is not None and isinstance(error, unit.SkipTest):
            outcome = 'skipped'
        return Report(item, when, outcome, error, str(getattr(error, 'msg', error)) if outcome in ('skipped', 'xfailed') else None)

    def output(self, report):
        out, err, records = self.capture.texts()
        report.sections = [(f'Captured {name} {report.when}', text) for name, text in (('stdout', out), ('stderr', err), ('log', records)) if text]

    def _judge(self, item, report):
        mark = item.get_closest_marker('xfail')
        if mark is None or report.outcome not in ('failed', 'passed') or mark.args and not mark.args[0]:
            return
        reason, raises = mark.kwargs.get('reason', ''), mark.kwargs.get('raises')
        if report.outcome == 'failed':
            if raises is None or isinstance(report.error, raises):
                report.outcome, report.reason = 'xfailed', reason
        elif mark.kwargs.get('strict'):
            report.outcome, report.error, report.reason = 'failed', None, f'[XPASS(strict)] {reason}'
        else:
            report.outcome, report.reason = 'xpassed', reason

    def setup(self, item):
        for mark in item.marks:
            if mark.name == 'skip':
                raise Skipped(mark.kwargs.get('reason') or (mark.args[0] if mark.args else 'unconditional skip'))
            if mark.name == 'skipif' and any(eval(c, {'sys': sys, 'os': os}) if isinstance(c, str) else c for c in mark.args):
                raise Skipped(mark.kwargs.get('reason', ''))
            if mark.name == 'xfail' and mark.kwargs.get('run') is False and (not mark.args or mark.args[0]):
                raise XFailed(mark.kwargs.get('reason', ''))
        self.classes(item)
        self.instance = item.cls() if item.cls is not None and not item.unittest else None
        for definition in self.session.automatic(item):
            self.value(definition.name, item)
        for mark in item.marks:
            if mark.name == 'usefixtures':
                for name in mark.args:
                    self.value(name, item)
        if item.unittest:
            return
        holder = self.instance if self.instance is not None else item.module
        before, after = ('setup_method', 'teardown_method') if self.instance is not None else ('setup_function', 'teardown_function')
        self.hook(holder, before, item, 'function')
        if hasattr(holder, after):
            self.finalizers['function'].append((after, lambda: self.hook(holder, after, item, None)))
        plain = getattr(item.function, '__func__', item.function)
        self.arguments = {n: item.params[n] if n in item.params and n not in item.indirect else self.value(n, item) for n in wants(plain, item.cls is not None) }

    def hook(self, holder, name, item, scope):
        f = getattr(holder, name, None)
        if f is not None:
            f(item.function) if wants(f, True) else f()

    def classes(self, item):
        """What modules and classes want done before their first test, and after their last."""
        for scope, holder, before, after in (('module', item.module, 'setup_module', 'teardown_module'), ('class', item.cls, 'setup_class', 'teardown_class')):
            if holder is None or item.unittest and scope == 'class' or before in self.values[scope]:
                continue
            self.values[scope][before] = None
            for name in (before, after):
                f = getattr(holder, name, None)
                if f is None:
                    continue
                call = (lambda f=f, holder=holder, scope=scope: f(holder) if scope == 'module' and wants(f, False) else f())
                if name == before:
                    call()
                else:
                    self.finalizers[scope].append((after, call))

    def call(self, item):
        if item.unittest:
            from pytest.unittests import run
            run(item)
            return
        f = getattr(self.instance, item.originalname) if self.instance is not None else item.function
        f(**self.arguments)

    def value(self, name, item, asking=None):
        if name == 'request':
            return Request(self, item, asking)
        definition = self.session.fixture(name, item, asking if asking is not None and asking.name == name else None)
        if definition is None:
            raise FixtureLookupError(name)
        scope = definition.scope
        key = (name, id(definition), repr(item.ids) if name in item.params else None)
        if key not in self.values[scope]:
            if name in item.params:
                for old in [k for k in self.values[scope] if k[0] == name]:
                    del self.values[scope][old]
                    self.finish(scope, name)
            self.values[scope][key] = self.make(definition, item)
        return self.values[scope][key]

    def make(self, definition, item):
        f = definition.function
        given = {n: self.value(n, item, definition) for n in wants(f, False)}
        if next(iter(inspect.signature(f).parameters), None) == 'self':
            made = f(self.instance, **given)
        else:
            made = f(**given)
        if not hasattr(made, 'gi_frame'):
            return made
        value = next(made)
        self.finalizers[definition.scope].append((definition.name, lambda: next(made, None)))
        return value

    def finish(self, scope, name=None):
        errors, kept = [], []
        todo = self.finalizers[scope]
        while todo:
            own, f = todo.pop()
            if name is not None and own != name:
                kept.append((own, f))
                continue
            try:
                f()
            except Exception as e:
                errors.append(e)
        todo.extend(reversed(kept))
        if name is None:
            self.values[scope] = {}
        if errors:
            raise errors[0]

    def teardown(self, item, following):
        self.finish('function')
        if following is None or following.cls is not item.cls or following.module is not item.module:
            self.finish('class')
            if item.unittest:
                from pytest.unittests import end
                end(item)
        if following is None or following.module is not item.module:
            self.finish('module')
        if following is None:
            self.finish('package')
            self.finish('session')

def _selected(session, options):
    if options.keyword:
        import re
        def matches(item):
            names = [item.nodeid.lower(), item.name.lower()] + [m.name for m in item.marks]
            words = re.sub(r'[\w\[\]\-.:]+', lambda m: m.group() if m.group() in ('and', 'or', 'not', 'True', 'False') else str(any(m.group().lower() in n for n in names)), options.keyword)
            return eval(words)
    elif options.markexpr:
        import re
        def matches(item):
            names = {m.name for m in item.marks}
            return eval(re.sub(r'\w+', lambda m: m.group() if m.group() in ('and', 'or', 'not', 'True', 'False') else str(m.group() in names), options.markexpr))
    else:
        return
    kept = [i for i in session.items if matches(i)]
    session.deselected = len(session.items) - len(kept)
    session.items = kept

def main(args=None):
    from pytest.configuring import parse
    try:
        options = parse(sys.argv[1:] if args is None else list(args))
    except UsageError as e:
        name = 'python -m pytest' if sys.argv[0].endswith('__main__.py') else 'pytest'
        print(f'ERROR: usage: {name} [options] [file_or_dir] [file_or_dir] [...]\n{name}: error: {e}\n', file=sys.stderr)
        return 4
    if options is None:
        return 0
    import pytest.asserting
    pytest.asserting.verbose = options.verbose
    reporter = Reporter(options)
    session = Session(options.rootdir, options)
    reporter.header()
    runner = Runner(session, options, reporter)
    builtin_fixtures(runner)
    started = time.time()
    try:
        session.collect(options.paths)
    except UsageError as e:
        session.items = []
        reporter.collected(session)
        reporter.summary(session, started)
        print(f'ERROR: {e}', file=sys.stderr)
        print(file=sys.stderr)
        return 4
    _selected(session, options)
    reporter.collected(session)
    if options.collectonly:
        return reporter.listed(session, started)
    stopped = None
    if not reporter.count('error'):
        try:
            stopped = runner.run()
        except KeyboardInterrupt:
            reporter.summary(session, started, interrupted='KeyboardInterrupt')
            return 2
        except Exit as e:
            reporter.summary(session, started, interrupted=f'_pytest.outcomes.Exit: {e.msg}')
            return 2 if e.returncode is None else e.returncode
    return reporter.summary(session, started, stopped=stopped)
`;
