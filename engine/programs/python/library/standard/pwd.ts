/** What /etc/passwd says. */
export const pwdSource = `
from collections import namedtuple
struct_passwd = namedtuple('pwd.struct_passwd', 'pw_name pw_passwd pw_uid pw_gid pw_gecos pw_dir pw_shell')

def getpwall():
    with open('/etc/passwd') as f:
        rows = [line.rstrip('\\n').split(':') for line in f if line.count(':') == 6]
    return [struct_passwd(n, p, int(u), int(g), *rest) for n, p, u, g, *rest in rows]

def getpwnam(name):
    for each in getpwall():
        if each.pw_name == name:
            return each
    raise KeyError(f'getpwnam(): name not found: {name!r}')

def getpwuid(uid):
    for each in getpwall():
        if each.pw_uid == uid:
            return each
    raise KeyError(f'getpwuid(): uid not found: {uid}')
`;
