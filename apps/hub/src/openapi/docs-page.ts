/** The page at /api/docs: no outside resources, reads the OpenAPI document beside it. Script and style are files of their own, so that its policy allows no inline code. */
export const DOCS_PAGE = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kanca API</title>
<link rel="stylesheet" href="/api/docs/page.css">
<h1>Kanca API</h1>
<p id="about">Reading the document…</p>
<main id="operations"></main>
<script src="/api/docs/page.js"></script>
</html>
`;

export const DOCS_STYLE = `:root { color-scheme: light dark; --line: light-dark(#d9dde3, #30363d); --soft: light-dark(#57606a, #9aa4af); --get: light-dark(#0a7d38, #3fb950); --post: light-dark(#0b62d6, #58a6ff); --other: light-dark(#9a5b00, #d29922); }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; background: light-dark(#fff, #0d1117); color: light-dark(#1f2328, #e6edf3); }
h1 { margin: 0; } h2 { margin: 2rem 0 .5rem; font-size: 1.15rem; }
p { color: var(--soft); margin: .25rem 0; }
details { border: 1px solid var(--line); border-radius: .5rem; margin: .4rem 0; }
summary { cursor: pointer; padding: .5rem .75rem; display: flex; gap: .75rem; align-items: baseline; flex-wrap: wrap; }
.verb { font: 600 .8rem ui-monospace, monospace; width: 4rem; color: var(--other); } .get { color: var(--get); } .post { color: var(--post); }
code, pre { font: .85rem/1.45 ui-monospace, monospace; }
.body { padding: 0 .75rem .75rem; border-top: 1px solid var(--line); }
pre { overflow: auto; background: light-dark(#f6f8fa, #161b22); padding: .75rem; border-radius: .4rem; margin: .4rem 0; }
h3 { font-size: .9rem; margin: .75rem 0 .2rem; }
@media (max-width: 40rem) { .verb { width: auto; } }
`;

export const DOCS_SCRIPT = `const element = (tag, text, name) => Object.assign(document.createElement(tag), { textContent: text ?? '', className: name ?? '' });
const block = (title, value) => [element('h3', title), element('pre', typeof value === 'string' ? value : JSON.stringify(value, null, 2))];
fetch('/api/v1/openapi.json').then((answer) => answer.json()).then((document_) => {
  const about = document.getElementById('about');
  about.textContent = 'Version ' + document_.info.version + '. Send your key as Authorization: Bearer kanca_… — the document itself: ';
  about.append(Object.assign(element('a', '/api/v1/openapi.json'), { href: '/api/v1/openapi.json' }));
  const main = document.getElementById('operations');
  const byTag = {};
  for (const [path, verbs] of Object.entries(document_.paths)) for (const [verb, operation] of Object.entries(verbs))
    (byTag[operation.tags[0]] ??= []).push({ path, verb, operation });
  for (const [tag, operations] of Object.entries(byTag)) {
    main.append(element('h2', tag));
    for (const { path, verb, operation } of operations) {
      const details = element('details');
      const summary = element('summary');
      summary.append(element('span', verb.toUpperCase(), 'verb ' + verb), element('code', path), element('span', operation.summary));
      const body = element('div', '', 'body');
      if (operation.description) body.append(element('p', operation.description));
      const data = operation.requestBody ? " \\\\\\n  -H 'content-type: application/json' -d @body.json" : '';
      const key = operation.security.length ? " \\\\\\n  -H 'authorization: Bearer $KANCA_KEY'".replaceAll("'", '"') : '';
      body.append(...block('curl', 'curl ' + (verb === 'get' ? '' : '-X ' + verb.toUpperCase() + ' ') + location.origin + path + key + data));
      const query = operation.parameters.filter((parameter) => parameter.in === 'query');
      if (query.length) body.append(...block('Query', Object.fromEntries(query.map((parameter) => [parameter.name, parameter.schema]))));
      if (operation.requestBody) body.append(...block('Body', operation.requestBody.content['application/json'].schema));
      const [status, response] = Object.entries(operation.responses)[0];
      const content = response.content && Object.entries(response.content)[0];
      body.append(...block('Answer ' + status, content ? (content[0] === 'application/json' ? content[1].schema : content[0]) : '(empty)'));
      details.append(summary, body);
      main.append(details);
    }
  }
}).catch((error) => { document.getElementById('about').textContent = 'The document could not be read: ' + error.message; });
`;
