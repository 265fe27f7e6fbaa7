// What a journal system's developer writes: who is signed in, a badge for each unit, a list of its own.
// The agency's and the person service's panels are the demo's and would not be there.

const script = document.getElementById('journal');
const gateway = script.dataset.gateway;
const { configureIntyg } = await import(`${gateway}/elements/1/intyg.js`);

const element = (id) => document.getElementById(id);
const choices = await (await fetch('/choices')).json();
let signedIn;

const post = async (path, body) =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

/** The journal's own server knows who is signed in and fetches a short token; the page only hands it on. */
async function tokenProvider() {
  const lifetime = Number(new URLSearchParams(location.search).get('lifetime')) || undefined;
  const { hsaId, unit, session } = signedIn;
  const response = await post('/token', { hsaId, unit, session, lifetime });
  if (!response.ok) throw new Error('no token');
  return response.json();
}

async function graph(query, variables = {}) {
  const { accessToken } = await tokenProvider();
  const response = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'graphql-require-preflight': '1',
      authorization: `Bearer ${accessToken}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  return response.json();
}

const CASES = `query { cases(first: 20) { edges { node {
  id subject requiredAction isOverdue sentAt answerBy text complements { questionId text }
  certificate { patient { givenName surname personId } } } } } }`;
const HANDLE = `mutation ($caseId: ID!) { markCaseHandled(input: { caseId: $caseId }) {
  case { id status } errors { code message { sv } } } }`;

const SUBJECTS = {
  COMPLEMENT: 'Komplettering',
  COORDINATION_MEETING: 'Avstämningsmöte',
  CONTACT: 'Kontakt',
  OTHER: 'Övrigt',
};

function row({ id, subject, text, isOverdue, answerBy, complements, certificate }) {
  const item = document.createElement('li');
  item.dataset.case = id;
  const heading = document.createElement('h3');
  const patient = certificate?.patient;
  heading.textContent = `${SUBJECTS[subject]}${patient ? ` – ${patient.givenName} ${patient.surname}` : ''}`;
  const body = document.createElement('p');
  body.textContent = [text, ...complements.map((each) => `Fråga ${each.questionId}: ${each.text}`)].join(' ');
  const date = document.createElement('p');
  date.textContent = answerBy ? `Svara senast ${answerBy}${isOverdue ? ' (passerat)' : ''}` : '';
  const button = document.createElement('button');
  button.textContent = 'Hanterad';
  button.setAttribute('aria-label', `Markera som hanterad: ${heading.textContent}`);
  button.addEventListener('click', async () => {
    button.disabled = true;
    const { data } = await graph(HANDLE, { caseId: id });
    const [refusal] = data?.markCaseHandled?.errors ?? [{ message: { sv: 'Det gick inte just nu.' } }];
    element('cases-status').textContent = refusal?.message.sv ?? '';
    await showCases();
  });
  item.append(heading, body, date, button);
  return item;
}

let latest = 0;
async function showCases() {
  const asked = ++latest;
  const { data, errors } = await graph(CASES).catch(() => ({ errors: [{}] }));
  if (asked !== latest) return;
  const refusal = errors?.[0]?.extensions?.userMessage?.sv;
  if (!data?.cases) element('cases-status').textContent = refusal ?? 'Ärendena kunde inte hämtas.';
  else element('cases-status').textContent = data.cases.edges.length === 0 ? 'Inga ohanterade ärenden.' : '';
  element('cases').replaceChildren(...(data?.cases?.edges ?? []).map(({ node }) => row(node)));
}

/** Somebody signs in, or changes unit: from now on the elements ask with their token, and share with their tabs only. */
function signIn(choice) {
  // the journal's own session: were its user to change unit within it, the graph is told by selectUnit
  signedIn = { ...choice, session: crypto.randomUUID() };
  // the same in all tabs of this user on this unit, and in no others
  const user = `${choice.hsaId} ${choice.unit}`;
  configureIntyg({ endpoint: `${gateway}/graphql`, tokenProvider: () => tokenProvider(), user });
  showStaff();
}

function showStaff() {
  element('badges').replaceChildren(
    ...signedIn.units.map(({ hsaId, name }) => {
      const item = document.createElement('li');
      const badge = document.createElement('intyg-case-badge');
      badge.setAttribute('unit', hsaId);
      badge.textContent = name;
      item.append(badge);
      return item;
    }),
  );
  const own = new Set(signedIn.units.map(({ hsaId }) => hsaId));
  const certificates = choices.certificates.filter(({ unit }) => own.has(unit));
  element('ask').elements.certificate.replaceChildren(
    ...certificates.map(({ id, unit }) => new Option(`${unit.split('-').at(-1)} …${id.slice(-4)}`, id)),
  );
  void showCases();
}

element('staff').replaceChildren(
  ...choices.staff.map(({ name, unit }, place) => new Option(`${name} (${unit.split('-').at(-1)})`, place)),
);
element('staff').addEventListener('change', ({ target }) => signIn(choices.staff[Number(target.value)]));
element('badges').addEventListener('intyg-count-change', () => void showCases());
// where no number may be shown, no patient may be either: the list is asked for anew, and is refused
element('badges').addEventListener('intyg-connection', ({ detail }) => {
  if (detail.state === 'blocked' || detail.state === 'live') void showCases();
});
element('ask').addEventListener('submit', async (event) => {
  event.preventDefault();
  const { certificate, subject, text } = event.target.elements;
  const about = choices.certificates.find(({ id }) => id === certificate.value);
  const complements = subject.value === 'COMPLEMENT' ? [{ questionId: '17', text: text.value }] : undefined;
  const response = await post('/ask', {
    certificateId: about.id,
    unitHsaId: about.unit,
    personId: about.personId,
    subject: subject.value,
    text: text.value,
    complements,
  });
  const { resultCode, fault } = await response.json();
  element('asked').textContent = resultCode ?? fault;
});
/** A card of decision support: what it says, what it is from. Its Markdown is shown as it is written. */
function card({ summary, detail, source }) {
  const item = document.createElement('li');
  const parts = [
    ['h3', summary],
    ['pre', detail],
    ['p', source.label],
  ].map(([name, text]) => Object.assign(document.createElement(name), { textContent: text }));
  item.append(...parts);
  return item;
}
element('diagnosis').addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await post('/cds-hooks', { code: event.target.elements.code.value });
  const { cards = [] } = response.ok ? await response.json() : {};
  element('cards').replaceChildren(...cards.map(card));
});
element('person-service').addEventListener(
  'change',
  ({ target }) => void post('/person-service', { mode: target.value }),
);

signIn(choices.staff[0]);
