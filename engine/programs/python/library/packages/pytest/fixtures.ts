/** pytest: the fixtures that it brings */
export const pytestFixtures = String.raw`
def builtin_fixtures(runner):
    from pathlib import Path
    def folder():
        import tempfile
        if runner.temporary is None:
            runner.temporary = Path(tempfile.gettempdir()) / f"pytest-of-{os.environ.get('USER', 'root')}" / 'pytest-0'
            runner.temporary.mkdir(parents=True, exist_ok=True)
        return runner.temporary
    def fresh(base):
        at = 0
        while (folder() / f'{base}{at}').exists():
            at += 1
        made = folder() / f'{base}{at}'
        made.mkdir()
        return made
    class Factory:
        def mktemp(self, basename, numbered=True):
            return fresh(basename)
        def getbasetemp(self):
            return folder()
    def tmp_path(request):
        import re
        return fresh(re.sub(r'\W', '_', request.node.name)[:30])
    def tmp_path_factory():
        return Factory()
    def tmpdir(tmp_path):
        return tmp_path
    def monkeypatch():
        made = MonkeyPatch()
        yield made
        made.undo()
    def capsys():
        made = runner.capture.fixture()
        yield made
        made.close()
    def caplog():
        made = runner.capture.logs()
        yield made
        made.close()
    def pytestconfig():
        return runner.options
    for f, scope in ((tmp_path, 'function'), (tmp_path_factory, 'session'), (tmpdir, 'function'), (monkeypatch, 'function'), (capsys, 'function'), (caplog, 'function'), (pytestconfig, 'session')):
        name = f.__name__
        runner.session.fixtures.insert(0, ('.', None, FixtureDefinition(f, scope, None, False, None, name)))
    runner.session.fixtures.insert(0, ('.', None, FixtureDefinition(capsys, 'function', None, False, None, 'capfd')))
`;
