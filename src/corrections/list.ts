/** The list of all corrections, and its file. */
import { may } from '../people/person.ts';
import { csvPieces } from '../web/csv.ts';
import { type FieldError, Unprocessable } from '../web/errors.ts';
import { type Answer, type Ask, file, page } from '../web/route.ts';
import { OUTCOME_LABELS, OUTCOMES, type Outcome } from './correction.ts';
import { CORRECTION_COLUMNS, correctionJson } from './json.ts';
import { correctionView } from './pages.ts';
import { countCorrections, readCorrections } from './store.ts';

const PER_PAGE = 50;
const MOST_IN_FILE = 500;

interface Asked {
  readonly outcome: Outcome | null;
  /** Corrections before this id. */
  readonly before: number | null;
}

export async function listCorrections(ask: Ask): Promise<Answer> {
  const { asked, problems } = readAsked(ask.query);
  if (ask.wants !== 'page' && problems.length > 0) throw new Unprocessable(problems);
  if (ask.wants === 'csv') {
    const pieces = csvPieces(CORRECTION_COLUMNS, batches(ask, asked));
    return file('text/csv; charset=utf-8', 'corrections.csv', pieces);
  }
  const { database, zone } = ask.house;
  const { outcome } = asked;
  const found = await readCorrections(database, { ...asked, most: PER_PAGE + 1 });
  const shown = found.slice(0, PER_PAGE);
  const last = found.length > PER_PAGE ? (shown.at(-1)?.id ?? null) : null;
  const next = last === null ? null : address({ outcome, before: last });
  const total = await countCorrections(database, outcome);
  const around = { mayRecord: may(ask.person, 'record'), zone };
  const model = {
    count: total === 1 ? '1 correction' : `${total.toLocaleString('en-GB')} corrections`,
    tabs: [null, ...OUTCOMES].map((one) => ({
      ...{ label: one ? OUTCOME_LABELS[one] : 'All', isChosen: one === outcome },
      url: address({ outcome: one, before: null }),
    })),
    ...{ corrections: shown.map((one) => correctionView(one, around)), next },
    fileUrl: address({ outcome, before: null }, '/corrections.csv'),
    problem: problems[0]?.message ?? null,
  };
  const data = { total, corrections: shown.map(correctionJson), next };
  return page('corrections/index', 'Corrections', model, data);
}

function readAsked(query: URLSearchParams): { asked: Asked; problems: FieldError[] } {
  const [outcome, before] = [query.get('outcome'), query.get('before')];
  const asked = {
    outcome: OUTCOMES.find((one) => one === outcome) ?? null,
    before: /^[1-9]\d{0,14}$/.test(before ?? '') ? Number(before) : null,
  };
  const problems = [
    ...(outcome && asked.outcome === null ? [unknown('outcome', outcome)] : []),
    ...(before && asked.before === null ? [unknown('before', before)] : []),
  ];
  return { asked, problems };
}

function unknown(path: string, value: string): FieldError {
  return { path, message: `There is no ${path} “${value}”; it was ignored.` };
}

function address({ outcome, before }: Asked, path = '/corrections'): string {
  const query = new URLSearchParams();
  if (outcome) query.set('outcome', outcome);
  if (before) query.set('before', `${before}`);
  return query.size === 0 ? path : `${path}?${query}`;
}

/** Memory holds one batch at a time. */
async function* batches({ house }: Ask, asked: Asked) {
  let { before } = asked;
  for (;;) {
    const found = await readCorrections(house.database, {
      ...{ outcome: asked.outcome, before, most: MOST_IN_FILE },
    });
    if (found.length === 0) return;
    yield found;
    before = found.at(-1)?.id ?? null;
  }
}
