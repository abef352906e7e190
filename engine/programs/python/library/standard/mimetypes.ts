export const mimetypesSource = `
types_map = {'.css': 'text/css', '.csv': 'text/csv', '.html': 'text/html', '.htm': 'text/html', '.txt': 'text/plain', '.log': 'text/plain', '.py': 'text/x-python', '.c': 'text/plain', '.h': 'text/plain', '.md': 'text/markdown', '.xml': 'text/xml', '.js': 'text/javascript', '.mjs': 'text/javascript', '.json': 'application/json', '.pdf': 'application/pdf', '.zip': 'application/zip', '.tar': 'application/x-tar', '.sh': 'application/x-sh', '.wasm': 'application/wasm', '.doc': 'application/msword', '.xls': 'application/vnd.ms-excel', '.ppt': 'application/vnd.ms-powerpoint', '.bin': 'application/octet-stream', '.exe': 'application/octet-stream', '.so': 'application/octet-stream', '.gif': 'image/gif', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.png': 'image/png', '.svg': 'image/svg+xml', '.ico': 'image/vnd.microsoft.icon', '.bmp': 'image/bmp', '.tiff': 'image/tiff', '.mp3': 'audio/mpeg', '.wav': 'audio/x-wav', '.mp4': 'video/mp4', '.mpeg': 'video/mpeg', '.mov': 'video/quicktime', '.avi': 'video/x-msvideo', '.webm': 'video/webm'}
encodings_map = {'.gz': 'gzip', '.Z': 'compress', '.bz2': 'bzip2', '.xz': 'xz', '.br': 'br'}
suffix_map = {'.tgz': '.tar.gz', '.taz': '.tar.gz', '.tbz2': '.tar.bz2', '.txz': '.tar.xz'}

def guess_type(url, strict=True):
    import os.path
    base, ext = os.path.splitext(os.fspath(url).partition('?')[0])
    if ext in suffix_map:
        base, ext = os.path.splitext(base + suffix_map[ext])
    encoding = encodings_map.get(ext)
    if encoding is not None:
        base, ext = os.path.splitext(base)
    return types_map.get(ext.lower()), encoding

def guess_all_extensions(type, strict=True):
    return [ext for ext, kind in types_map.items() if kind == type.lower()]

def guess_extension(type, strict=True):
    found = guess_all_extensions(type)
    return found[0] if found else None

def add_type(type, ext, strict=True):
    types_map[ext] = type

def init(files=None):
    pass
`;
