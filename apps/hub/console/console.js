// The pages at /console/: the first sign-in, signing in, and what happens in the hub now.
const ROWS = 20;
const byId = (id) => document.getElementById(id);

/** Calls the API with the cookie of the session. @throws an Error with the problem's sentence, and its status */
async function call(method, path, body) {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    headers: { 'x-kanca-csrf': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const content = text === '' ? null : JSON.parse(text);
  if (answer.ok) return content;
  throw Object.assign(new Error(content?.detail ?? content?.title ?? 'The hub did not answer.'), {
    status: answer.status,
  });
}

function show(id) {
  for (const page of document.querySelectorAll('main')) page.hidden = page.id !== id;
  document.title = { welcome: 'Welcome · Kanca', 'sign-in': 'Sign in · Kanca', home: 'Kanca' }[id];
  byId(id).querySelector('input')?.focus();
}

/** Sends a form once, and shows what is wrong above its button. */
function onSubmit(form, send) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    const problem = form.querySelector('.problem');
    button.disabled = true;
    problem.hidden = true;
    try {
      await send(Object.fromEntries([...new FormData(form)].filter(([, value]) => value !== '')));
    } catch (error) {
      problem.textContent = error.message;
      problem.hidden = false;
      form.querySelector('input[type=password]').focus();
    } finally {
      button.disabled = false;
    }
  });
}

async function begin() {
  const token = new URLSearchParams(location.search).get('token');
  const ways = await call('GET', '/auth');
  if (location.pathname.startsWith('/console/welcome') && token !== null && ways.needsFirstUser) {
    onSubmit(byId('welcome').querySelector('form'), async (person) => {
      await call('POST', '/welcome', { ...person, token });
      // The token is used up: it is of no use in the history.
      history.replaceState(null, '', '/console/');
      await home();
    });
    return show('welcome');
  }
  history.replaceState(null, '', '/console/');
  return home().catch((error) => (error.status === 401 ? signIn(ways) : Promise.reject(error)));
}

function signIn(ways) {
  document.querySelector('.host').textContent = ways.needsFirstUser
    ? 'There is no user yet: start the hub again for an address that makes the first one, or use an API key.'
    : location.host;
  if (ways.oidc) {
    byId('oidc').textContent = `Continue with ${ways.oidc.name ?? ways.oidc}`;
    byId('oidc').hidden = false;
  }
  show('sign-in');
}

async function home() {
  const { actor, role } = await call('GET', '/sessions/current');
  byId('who').textContent = role === null ? actor.name : `${actor.name}, ${role}`;
  const [events, rejections] = await Promise.all([
    call('GET', `/events?limit=${ROWS}`),
    call('GET', `/rejections?limit=${ROWS}`),
  ]);
  const lists = { event: list('events', eventRow), rejection: list('rejections', rejectionRow) };
  lists.event(events.data.toReversed());
  lists.rejection(rejections.data.toReversed());
  show('home');
  watch(lists);
}

/** A table that shows the newest rows once each. @returns what adds rows to it, oldest first */
function list(id, cells) {
  const body = byId(id);
  body.replaceChildren();
  return (rows) => {
    for (const row of rows) {
      if (body.querySelector(`[data-id="${CSS.escape(row.id)}"]`)) continue;
      const line = document.createElement('tr');
      line.dataset.id = row.id;
      line.append(...cells(row).map(cell));
      body.prepend(line);
    }
    while (body.children.length > ROWS) body.lastElementChild.remove();
    byId(`no-${id}`).hidden = body.children.length > 0;
    body.closest('table').hidden = body.children.length === 0;
  };
}

const eventRow = ({ receivedAt, type, source, id }) => [time(receivedAt), type, source, id];
const rejectionRow = ({ receivedAt, source, reason }) => [time(receivedAt), source.uri, reason];

function cell(content) {
  const made = document.createElement('td');
  made.append(content);
  return made;
}

function time(text) {
  const made = document.createElement('time');
  made.dateTime = text;
  made.title = text;
  made.textContent = new Date(text).toLocaleString();
  return made;
}

function watch(lists) {
  const stream = new EventSource('/api/v1/stream?only=event,rejection,queue');
  const state = byId('state');
  stream.addEventListener('ready', () => (state.textContent = 'Live: what happens appears here.'));
  stream.addEventListener('error', () => (state.textContent = 'Reconnecting …'));
  stream.addEventListener('end', ({ data }) => {
    if (JSON.parse(data).reason === 'revoked') location.reload();
  });
  for (const [kind, add] of Object.entries(lists))
    stream.addEventListener(kind, ({ data }) => add(JSON.parse(data).data));
  stream.addEventListener('queue', ({ data }) => showQueue(JSON.parse(data).data.at(-1)));
}

function showQueue(queue) {
  const shown = {
    Ready: queue.ready,
    Scheduled: queue.scheduled,
    Running: queue.running,
    Held: queue.held,
    'Dead letters': queue.dead,
  };
  byId('queue').replaceChildren(
    ...Object.entries(shown).map(([name, count]) => {
      const part = document.createElement('div');
      const [term, value] = [document.createElement('dt'), document.createElement('dd')];
      term.textContent = name;
      value.textContent = count.toLocaleString();
      part.append(term, value);
      return part;
    }),
  );
  byId('queue').hidden = false;
}

onSubmit(byId('by-password'), async (given) => {
  await call('POST', '/sessions', given);
  await home();
});
onSubmit(byId('by-key'), async (given) => {
  await call('POST', '/sessions', given);
  await home();
});
byId('sign-out').addEventListener('click', async () => {
  await call('DELETE', '/sessions/current');
  location.reload();
});
begin().catch((error) => {
  document.body.append(`This page cannot be shown: ${error.message}`);
});
