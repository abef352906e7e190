export const flaskBlueprintsSource = `
from flask.app import Scaffold
from flask.cli import AppGroup

class Blueprint(Scaffold):
    def __init__(self, name, import_name, static_folder=None, static_url_path=None, template_folder=None, url_prefix=None, **kwargs):
        Scaffold.__init__(self)
        self.name = name
        self.import_name = import_name
        self.url_prefix = url_prefix
        self._rules = []
        self._app_handlers = []
        self.cli = AppGroup(name)

    def add_url_rule(self, rule, endpoint=None, view_func=None, **options):
        self._rules.append((rule, endpoint, view_func, options))

    def app_errorhandler(self, code):
        def decorate(f):
            self._app_handlers.append((code, f))
            return f
        return decorate

    def before_app_request(self, f):
        self._rules.append((None, None, f, {}))
        return f

    def register(self, app, options):
        prefix = options.get('url_prefix') or self.url_prefix or ''
        app.blueprints[self.name] = self
        if self.cli.commands:
            app.cli.add_command(self.cli)
        for rule, endpoint, view, rest in self._rules:
            if rule is None:
                app._before.append(view)
                continue
            path = prefix.rstrip('/') + rule if prefix else rule
            app.add_url_rule(path or '/', self.name + '.' + (endpoint or view.__name__), view, **rest)
        for code, f in self._app_handlers:
            app._handlers[code] = f
`;
