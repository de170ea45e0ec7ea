/** The claim form as its page shows it: new or changed, with errors, or beside someone's changes. */
import { SOURCE_TYPE_LABELS } from '../sources/source.ts';
import type { FieldError } from '../web/errors.ts';
import { CREDIBILITIES } from './claim.ts';
import { BLANK_ROWS, type ClaimForm } from './form.ts';
import { type AttributionBlock, attributionBlock } from './form-attribution.ts';
import type { Rehearsal } from './form-check.ts';
import {
  area,
  type Control,
  inSummary,
  line,
  type Marks,
  marksOf,
  NO_MARKS,
  select,
} from './form-controls.ts';
import type { Clash } from './form-merge.ts';
import {
  type Disclosure,
  disclosure,
  type RelayBlock,
  relayBlock,
  type Scene,
} from './form-parts.ts';
import { type Preview, previewOf } from './form-preview.ts';
import { type SourceControl, sourceControl } from './form-source.ts';
import type { ArticleChoice, KnownSource } from './form-store.ts';
import type { ChangeView } from './history-page.ts';
import {
  CREDIBILITY_LABELS,
  EVIDENCE_BEARING_LABELS,
  EVIDENCE_KIND_LABELS,
  KIND_LABELS,
} from './words.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'claims/form': ClaimFormPage;
  }
}

interface SubjectRow {
  readonly path: string;
  readonly source: SourceControl;
  readonly type: Control;
}

interface PassageRow {
  readonly path: string;
  readonly number: string;
  /** Marked in the article: shown, not written. */
  readonly marked: { readonly quote: string; readonly article: string } | null;
  readonly fields: ClaimForm['appearances'][number];
  readonly quote: Control;
  readonly article: Control;
}

interface EvidenceRow {
  readonly path: string;
  readonly number: string;
  readonly id: string;
  readonly grid: readonly Control[];
  readonly texts: readonly Control[];
}

export interface ClaimFormPage {
  readonly heading: string;
  readonly crumb: { readonly url: string; readonly label: string; readonly rest: string };
  readonly action: string;
  readonly form: Pick<ClaimForm, 'id' | 'version'>;
  readonly isChange: boolean;
  readonly errors: readonly FieldError[];
  readonly changes: readonly ChangeView[];
  /** The words that a new claim is recorded from. */
  readonly passage: string | null;
  readonly statement: Control;
  readonly about: Disclosure;
  readonly aboutGrid: readonly Control[];
  readonly speaker: Control;
  readonly subjects: readonly SubjectRow[];
  readonly attributions: readonly AttributionBlock[];
  readonly place: Disclosure;
  readonly article: Control;
  readonly passages: readonly PassageRow[];
  readonly proof: Disclosure;
  readonly evidence: readonly EvidenceRow[];
  readonly preview: Preview | null;
  readonly previewFocused: boolean;
  /** The list whose "Add" button gets the focus, after its last row was removed. */
  readonly addFocus: Readonly<Record<string, boolean>>;
  readonly templates: {
    readonly attribution: AttributionBlock;
    readonly relay: RelayBlock;
    readonly subject: SubjectRow;
    readonly passage: PassageRow;
    readonly evidence: EvidenceRow;
  };
}

/** What was looked up for the form. */
export interface FormContext {
  readonly articles: readonly ArticleChoice[];
  readonly known: readonly KnownSource[];
  readonly rehearsal: Rehearsal | null;
}

/** What happened to the form. */
export interface FormState {
  readonly errors?: readonly FieldError[];
  readonly clashes?: readonly Clash[];
  /** What somebody else changed meanwhile. */
  readonly changes?: readonly ChangeView[];
  /** Path of the row that a step made or left; `preview` after a check. */
  readonly focus?: string;
  /** Number of the paragraph that the form was opened from. */
  readonly paragraph?: number | null;
}

// Scripts put the path of a new row in its place.
const NEW_PATH = '@@';
const NEW_NUMBER = '@#';

export function claimFormPage(
  form: ClaimForm,
  context: FormContext,
  state: FormState = {},
): ClaimFormPage {
  const { errors = [], clashes = [], changes = [], focus = '', paragraph = null } = state;
  const marks = marksOf(errors, clashes, focusedName(focus));
  const scene: Scene = {
    ...{ marks, known: context.known, articleId: form.article_id },
    articles: Object.fromEntries(context.articles.map((one) => [one.id, one.headline])),
    saved: form.attributions.flatMap(({ id, source }, at) =>
      id === '' ? [] : [{ id, label: `${at + 1}, ${source.name}` }],
    ),
  };
  const isChange = form.id !== '';
  const rows = form.attributions.length === 0 ? [BLANK_ROWS.attributions] : form.attributions;
  return {
    heading: isChange ? 'Change a claim' : 'Record a claim',
    crumb: crumbOf(form, context.articles, paragraph),
    action: isChange ? `/claims/${form.id}` : '/claims',
    ...{ form: { id: form.id, version: form.version }, isChange },
    ...{ errors: errors.map(inSummary), changes },
    passage: isChange ? null : form.appearances.find((row) => row.start !== '')?.quote || null,
    statement: area(marks, 'statement', 'Statement', form.statement, {
      hint: 'one thing that can be checked, in your words',
    }),
    ...aboutPart(form, scene),
    attributions: rows.map((row, at) =>
      attributionBlock(row, `attributions.${at}`, String(at + 1), scene),
    ),
    ...placePart(form, scene),
    ...proofPart(form, marks),
    preview: context.rehearsal && previewOf(context.rehearsal),
    previewFocused: focus === 'preview',
    addFocus: Object.fromEntries(LISTS.map((list) => [list, focus === list])),
    templates: templatesOf({ ...scene, marks: NO_MARKS }),
  };
}

const LISTS = ['subjects', 'appearances', 'attributions', 'evidence'];

function focusedName(focus: string): string {
  if (/^attributions\.\d+$/.test(focus)) return `${focus}.stance`;
  if (/^evidence\.\d+$/.test(focus)) return `${focus}.kind`;
  if (/^appearances\.\d+$/.test(focus)) return `${focus}.quote`;
  if (/^attributions\.\d+\.via$/.test(focus)) return `${focus}.0.source.name`;
  if (/\.via\.\d+$/.test(focus)) return `${focus}.source.name`;
  return /^subjects\.\d+$/.test(focus) ? `${focus}.name` : focus;
}

function crumbOf(form: ClaimForm, articles: readonly ArticleChoice[], paragraph: number | null) {
  const article = articles.find((one) => String(one.id) === form.article_id);
  if (form.id !== '') {
    const rest = article?.headline ?? `Claim ${form.id}`;
    return { url: `/claims/${form.id}`, label: form.statement || `Claim ${form.id}`, rest };
  }
  if (!article) return { url: '/claims', label: 'Claims', rest: 'a new one' };
  const rest = paragraph === null ? 'a new claim' : `¶${paragraph}`;
  return { url: `/articles/${article.id}`, label: article.headline, rest };
}

function aboutPart(form: ClaimForm, { marks, known, articleId }: Scene) {
  const aboutGrid = [
    select(marks, 'kind', 'Kind', form.kind === '' ? 'fact' : form.kind, KIND_LABELS),
    select(marks, 'adverse', 'Adverse', form.adverse, ADVERSE, { blank: 'If an allegation' }),
    line(marks, 'made_on', 'Made on', form.made_on, { placeholder: 'YYYY-MM-DD' }),
    select(marks, 'credibility', 'Credibility', form.credibility, CREDIBILITY, {
      blank: 'Not given',
    }),
  ];
  const speaker = line(marks, 'reported_speaker', 'Reported speaker', form.reported_speaker, {
    hint: 'whose words or acts are inside the claim; not the source',
  });
  const subjects = form.subjects.map((source, at) =>
    subjectRow(source, `subjects.${at}`, { marks, known, articleId }),
  );
  const names = [...aboutGrid, speaker].map((one) => one.name);
  for (const { source, type } of subjects) names.push(source.name, type.name);
  const about = disclosure(marks, 'about', aboutInside(form), [...names, 'subjects']);
  return { about, aboutGrid, speaker, subjects };
}

const ADVERSE = { yes: 'Yes', no: 'No' };
const CREDIBILITY = Object.fromEntries(
  CREDIBILITIES.map((grade) => [grade, `${grade} · ${CREDIBILITY_LABELS[grade]}`]),
);

function subjectRow(
  source: ClaimForm['subjects'][number],
  path: string,
  { marks, known, articleId }: Pick<Scene, 'marks' | 'known' | 'articleId'>,
): SubjectRow {
  return {
    path,
    source: sourceControl(marks, path, 'Subject', source, known, { articleId }),
    type: select(marks, `${path}.type`, 'Type', source.type, SOURCE_TYPE_LABELS, {
      blank: 'From the words',
    }),
  };
}

function aboutInside(form: ClaimForm): string {
  const isAdverse = form.adverse === 'yes' || (form.adverse === '' && form.kind === 'allegation');
  const kind = (KIND_LABELS as Record<string, string>)[form.kind || 'fact'] ?? form.kind;
  const names = form.subjects.map((source) => source.name).filter((name) => name !== '');
  const about = names.length === 0 ? '' : `about ${names.join(', ')}`;
  const parts = [`${isAdverse ? 'adverse ' : ''}${kind.toLowerCase()}`, about, form.made_on];
  if (form.reported_speaker !== '') parts.push(`words of ${form.reported_speaker}`);
  return parts.filter((part) => part !== '').join(', ');
}

function placePart(form: ClaimForm, scene: Scene) {
  const { marks, articles } = scene;
  const article = select(marks, 'article_id', 'Article', form.article_id, articles, {
    blank: 'None',
  });
  const passages = form.appearances.map((row, at) =>
    passageRow(row, `appearances.${at}`, String(at + 1), scene),
  );
  const headline = articles[form.article_id] ?? 'no article';
  const count = form.appearances.length;
  const inside =
    count === 0 ? headline : `${headline}, ${count === 1 ? '1 passage' : `${count} passages`}`;
  const names = passages.flatMap((row) => [row.quote.name, row.article.name]);
  const place = disclosure(marks, 'place', inside, ['article_id', 'appearances', ...names]);
  return { place, article, passages };
}

function passageRow(
  row: ClaimForm['appearances'][number],
  path: string,
  number: string,
  { marks, articles, articleId }: Scene,
): PassageRow {
  const quote = area(marks, `${path}.quote`, `Passage ${number}`, row.quote, {
    ...{ hint: 'exactly as in the article', verbatim: true },
  });
  const isMarked = row.start !== '' && row.quote !== '' && quote.error === null;
  const article = articles[row.article_id || articleId] ?? '';
  return {
    ...{ path, number, fields: row, quote },
    marked: isMarked ? { quote: row.quote, article } : null,
    article: select(marks, `${path}.article_id`, 'Article', row.article_id, articles, {
      blank: 'That of the claim',
    }),
  };
}

function proofPart(form: ClaimForm, marks: Marks) {
  const evidence = form.evidence.map((row, at) =>
    evidenceRow(row, `evidence.${at}`, String(at + 1), marks),
  );
  const said = form.evidence.map(
    (row) => row.title || (row.kind === 'none' ? 'none presented' : ''),
  );
  const inside = said.filter((title) => title !== '').join(', ') || 'none recorded';
  const names = evidence.flatMap((row) => [...row.grid, ...row.texts].map((one) => one.name));
  return { proof: disclosure(marks, 'proof', inside, [...names, 'evidence']), evidence };
}

function evidenceRow(
  row: ClaimForm['evidence'][number],
  path: string,
  number: string,
  marks: Marks,
): EvidenceRow {
  return {
    ...{ path, number, id: row.id },
    grid: [
      select(marks, `${path}.kind`, 'Kind', row.kind, EVIDENCE_KIND_LABELS),
      select(marks, `${path}.bearing`, 'Bearing', row.bearing, EVIDENCE_BEARING_LABELS),
    ],
    texts: [
      line(marks, `${path}.title`, 'What it is', row.title),
      line(marks, `${path}.url`, 'Address', row.url, { mode: 'url', placeholder: 'https://' }),
      line(marks, `${path}.obtained`, 'How it was obtained', row.obtained),
      area(marks, `${path}.note`, 'Note', row.note, { rows: 1 }),
    ],
  };
}

function templatesOf(scene: Scene): ClaimFormPage['templates'] {
  return {
    attribution: attributionBlock(BLANK_ROWS.attributions, NEW_PATH, NEW_NUMBER, scene),
    relay: relayBlock(null, NEW_PATH, NEW_NUMBER, scene),
    subject: subjectRow(BLANK_ROWS.subjects, NEW_PATH, scene),
    passage: passageRow(BLANK_ROWS.appearances, NEW_PATH, NEW_NUMBER, scene),
    evidence: evidenceRow(BLANK_ROWS.evidence, NEW_PATH, NEW_NUMBER, scene.marks),
  };
}
