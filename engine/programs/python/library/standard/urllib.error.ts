export const urllibErrorSource = `
class URLError(OSError):
    def __init__(self, reason, filename=None):
        self.args = (reason,)
        self.reason = reason
        if filename is not None:
            self.filename = filename
    def __str__(self):
        return f'<urlopen error {self.reason}>'

class HTTPError(URLError):
    def __init__(self, url, code, msg, hdrs, fp):
        self.url = self.filename = url
        self.code = self.status = code
        self.msg = self.reason = msg
        self.hdrs = self.headers = hdrs
        self.fp = fp
        self.args = ()
    def __str__(self):
        return f'HTTP Error {self.code}: {self.msg}'
    def __repr__(self):
        return f'<HTTPError {self.code}: {self.msg!r}>'
    def read(self, *args):
        return self.fp.read(*args) if self.fp is not None else b''
    def getcode(self):
        return self.code
    def info(self):
        return self.hdrs
    def geturl(self):
        return self.url
    def close(self):
        if self.fp is not None:
            self.fp.close()

class ContentTooShortError(URLError):
    pass
`;
