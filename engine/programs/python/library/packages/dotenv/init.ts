/** Variables from a file. */
export const dotenvSource = String.raw`
import os
import re

def _values(text):
    found = {}
    for line in text.splitlines():
        m = re.match(r'\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_.]*)\s*(?:=\s*(.*))?$', line)
        if m is None:
            continue
        name, value = m.group(1), m.group(2)
        if value is None:
            found[name] = None
            continue
        value = value.strip()
        if value[:1] in ('"', "'") and value.find(value[0], 1) > 0:
            quote = value[0]
            value = value[1:value.find(quote, 1)]
            if quote == '"':
                value = value.replace('\\n', '\n').replace('\\t', '\t')
            literal = quote == "'"
        else:
            value, literal = value.split(' #')[0].strip(), False
        if not literal:
            for name2 in re.findall(r'\$\{([A-Za-z_][A-Za-z0-9_]*)', value):
                value = value.replace('$' '{' + name2 + '}', os.environ.get(name2) or found.get(name2) or '')
        found[name] = value
    return found

def find_dotenv(filename='.env', raise_error_if_not_found=False, usecwd=False):
    folder = os.getcwd()
    while True:
        path = os.path.join(folder, filename)
        if os.path.isfile(path):
            return path
        if folder == os.path.dirname(folder):
            break
        folder = os.path.dirname(folder)
    if raise_error_if_not_found:
        raise IOError('File not found')
    return ''

def dotenv_values(dotenv_path=None, stream=None, verbose=False, interpolate=True, encoding='utf-8'):
    if stream is not None:
        return _values(stream.read())
    path = dotenv_path or find_dotenv()
    if not path or not os.path.exists(path):
        return {}
    with open(path) as f:
        return _values(f.read())

def load_dotenv(dotenv_path=None, stream=None, verbose=False, override=False, interpolate=True, encoding='utf-8'):
    found = dotenv_values(dotenv_path, stream)
    for name, value in found.items():
        if value is not None and (override or name not in os.environ):
            os.environ[name] = value
    return bool(found)

def get_key(dotenv_path, key_to_get):
    return dotenv_values(dotenv_path).get(key_to_get)
`;
