export const werkzeugUtilsSource = String.raw`
from werkzeug.wrappers import Response
import re
def redirect(location, code=302, Response=Response):
    from html import escape
    shown = escape(location)
    response = Response(f'<!doctype html>\n<html lang=en>\n<title>Redirecting...</title>\n<h1>Redirecting...</h1>\n<p>You should be redirected automatically to the target URL: <a href="{shown}">{shown}</a>. If not, click the link.\n', code, mimetype="text/html")
    response.headers["Location"] = location
    return response
def secure_filename(name):
    return re.sub(r"[^A-Za-z0-9_.-]", "", "_".join(name.replace("/", " ").split())).strip("._")
`;
