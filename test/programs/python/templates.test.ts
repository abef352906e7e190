import { expect, it } from 'vitest';
import { openMachine } from '../../harness/machine.ts';

const machine = openMachine({ image: 'python:3.12-slim' });
for (const name of ['click', 'flask', 'werkzeug', 'jinja2', 'markupsafe']) {
  machine.write(`/usr/local/lib/python3.12/site-packages/${name}/__init__.py`, '__version__ = "1"\n');
}
machine.write(
  '/app/templates/base.html',
  '<title>{% block title %}Base{% endblock %}</title>\n{% block body %}{% endblock %}\n',
);
machine.write(
  '/app/templates/users.html',
  '{% extends "base.html" %}{% block title %}{{ super() }} {{ title|upper }}{% endblock %}\n{% block body %}{% include "list.html" %}{% endblock %}',
);
machine.write(
  '/app/templates/list.html',
  '{% for u in users if u.age > 1 %}{{ loop.index }} {{ u.name }}{% if not loop.last %}, {% endif %}{% else %}nobody{% endfor %}',
);

function rendered(expression: string): string {
  machine.write(
    '/app/app.py',
    `from flask import Flask, render_template, render_template_string
app = Flask(__name__)
with app.app_context():
    try:
        print(${expression})
    except Exception as e:
        print(type(e).__name__ + ':', e)
`,
  );
  const { stdout, stderr } = machine.run(['python', '/app/app.py']);
  return stdout + stderr;
}

it.each([
  [
    `render_template("users.html", title="a<b", users=[{"name": "<A>", "age": 2}, {"name": "B", "age": 3}, {"name": "C", "age": 0}])`,
    '<title>Base A&lt;B</title>\n1 &lt;A&gt;, 2 B\n',
  ],
  ['render_template("users.html", users=[])', '<title>Base </title>\nnobody\n'],
  ['render_template("no.html")', 'TemplateNotFound: no.html\n'],
])('%s', (expression, shown) => {
  expect(rendered(expression)).toBe(shown);
});

it.each([
  ['{{ x|default("d") }} {{ [1, 2]|length }} {{ 1 + 2 * 3 }} {{ "a" ~ 1 }}', 'd 2 7 a1\n'],
  ['{{ "<b>"|safe }} {{ "<b>" }} {{ "<"|e }} {{ x }}|', '<b> &lt;b&gt; &lt; |\n'],
  [
    '{% set a = [3, 1] %}{{ a|sort|join(", ") }} {{ a[0] if a else "n" }} {{ a is defined }}',
    '1, 3 3 True\n',
  ],
  ['{% macro f(x, y=2) %}<{{ x }}{{ y }}>{% endmacro %}{{ f(1) }}{{ f("q", y=3) }}', '<12><q3>\n'],
  ['a {#- c #} {%- raw %}{{ x }}{% endraw %}', 'a{{ x }}\n'],
  ['{{ x.y }}', "UndefinedError: 'x' is undefined\n"],
  [
    '{% for a in b %}',
    "TemplateSyntaxError: Unexpected end of template. Jinja was looking for the following tags: 'endfor' or 'else'. The innermost block that needs to be closed is 'for'.\n",
  ],
])('%s', (template, shown) => {
  expect(rendered(`render_template_string(${JSON.stringify(template)})`)).toBe(shown);
});
