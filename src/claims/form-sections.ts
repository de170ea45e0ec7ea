/** The parts of the form that are about the claim itself: what it is, where it stands, evidence. */
import { SOURCE_TYPE_LABELS } from '../sources/source.ts';
import { CREDIBILITIES } from './claim.ts';
import type { ClaimForm } from './form.ts';
import { area, type Control, labelOf, line, type Marks, select } from './form-controls.ts';
import { disclosure, type Scene } from './form-scene.ts';
import { type SourceControl, sourceControl } from './form-source.ts';
import {
  CREDIBILITY_LABELS,
  EVIDENCE_BEARING_LABELS,
  EVIDENCE_KIND_LABELS,
  KIND_LABELS,
} from './words.ts';

export interface SubjectRow {
  readonly path: string;
  readonly source: SourceControl;
  readonly type: Control;
}

export interface PassageRow {
  readonly path: string;
  readonly number: string;
  /** Marked in the article: shown, not written. */
  readonly marked: { readonly quote: string; readonly article: string } | null;
  readonly fields: ClaimForm['appearances'][number];
  readonly quote: Control;
  readonly article: Control;
}

export interface EvidenceRow {
  readonly path: string;
  readonly number: string;
  readonly id: string;
  readonly grid: readonly Control[];
  readonly texts: readonly Control[];
}

export function aboutPart(form: ClaimForm, { marks, known, articleId }: Scene) {
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

export function subjectRow(
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
  const kind = labelOf(KIND_LABELS, form.kind || 'fact');
  const names = form.subjects.map((source) => source.name).filter((name) => name !== '');
  const about = names.length === 0 ? '' : `about ${names.join(', ')}`;
  const parts = [`${isAdverse ? 'adverse ' : ''}${kind.toLowerCase()}`, about, form.made_on];
  if (form.reported_speaker !== '') parts.push(`words of ${form.reported_speaker}`);
  return parts.filter((part) => part !== '').join(', ');
}

export function placePart(form: ClaimForm, scene: Scene) {
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

export function passageRow(
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

export function proofPart(form: ClaimForm, marks: Marks) {
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

export function evidenceRow(
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
