export const flaskTemplatingSource = `
import os
from jinja2 import Environment, FileSystemLoader
from flask.globals import _stack, request, session, g, _app

def _environment():
    app = _app()
    folders = [os.path.join(app.root_path, app.template_folder)] if app.template_folder else []
    made = Environment(FileSystemLoader(folders), autoescape=None)
    made.filters.update(app.jinja_env.filters)
    made.globals.update(app.jinja_env.globals)
    return app, made

def _context(app, context):
    from flask.helpers import url_for, get_flashed_messages
    found = {'config': app.config, 'url_for': url_for, 'get_flashed_messages': get_flashed_messages, 'g': g}
    if _stack.top().request is not None:
        found.update(request=request, session=session)
    for processor in app._context_processors:
        found.update(processor())
    found.update(context)
    return found

def render_template(template_name_or_list, **context):
    app, environment = _environment()
    return environment.get_template(template_name_or_list).render(_context(app, context))

def render_template_string(source, **context):
    app, environment = _environment()
    return environment.from_string(source).render(_context(app, context))
`;
