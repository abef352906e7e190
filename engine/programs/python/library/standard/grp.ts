/** What /etc/group says. */
export const grpSource = `
from collections import namedtuple
struct_group = namedtuple('grp.struct_group', 'gr_name gr_passwd gr_gid gr_mem')

def getgrall():
    with open('/etc/group') as f:
        rows = [line.rstrip('\\n').split(':') for line in f if line.count(':') == 3]
    return [struct_group(n, p, int(g), [m for m in members.split(',') if m]) for n, p, g, members in rows]

def getgrnam(name):
    for each in getgrall():
        if each.gr_name == name:
            return each
    raise KeyError(f'getgrnam(): name not found: {name!r}')

def getgrgid(gid):
    for each in getgrall():
        if each.gr_gid == gid:
            return each
    raise KeyError(f'getgrgid(): gid not found: {gid}')
`;
