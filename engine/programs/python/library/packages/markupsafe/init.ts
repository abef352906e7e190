export const markupsafeSource = `
from html import escape as _escape
class Markup(str):
    def __html__(self):
        return self
def escape(s):
    if hasattr(s, '__html__'):
        return Markup(s.__html__())
    return Markup(str(s).replace('&', '&amp;').replace('>', '&gt;').replace('<', '&lt;').replace("'", '&#39;').replace('"', '&#34;'))
`;
