/** The look of the reference, in light and dark. */
export const STYLE = `
:root { color-scheme: light dark; --line: #8884; --soft: #8881; --accent: #0a7ea4; }
* { box-sizing: border-box; }
body { margin: 0; display: grid; grid-template-columns: 17rem minmax(0, 1fr); font: 16px/1.5 system-ui, sans-serif; }
nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 1.5rem 1rem; border-right: 1px solid var(--line); font-size: .9rem; }
nav h2 { margin: 1.2rem 0 .2rem; font-size: .8rem; text-transform: uppercase; letter-spacing: .05em; }
nav ul { margin: 0; padding: 0; list-style: none; }
main { padding: 1.5rem clamp(1rem, 4vw, 4rem) 6rem; max-width: 70rem; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
h1 small, small { font-weight: normal; opacity: .7; }
main > h2 { margin-top: 3rem; border-bottom: 1px solid var(--line); }
section { margin: 2rem 0; scroll-margin-top: 1rem; }
.call b { display: inline-block; min-width: 4.5rem; padding: .1rem .5rem; border-radius: .3rem; color: #fff; text-align: center; font-size: .8rem; }
.get { background: #2563a8; } .post { background: #2c7a4b; } .patch { background: #9a6700; } .delete { background: #b3362b; }
code, pre { font-family: ui-monospace, monospace; font-size: .9em; }
pre { overflow-x: auto; padding: .8rem 1rem; border-radius: .4rem; background: var(--soft); }
table { width: 100%; margin: .5rem 0; border-collapse: collapse; font-size: .9rem; }
td { padding: .35rem .75rem .35rem 0; border-top: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
td:first-child { width: 30%; } td:nth-child(2) { width: 25%; }
summary { cursor: pointer; }
@media (max-width: 50rem) { body { display: block; } nav { position: static; height: auto; border: 0; } }
`;
