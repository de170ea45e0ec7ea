/** The claim form as its page shows it: new or changed, with errors, or beside someone's changes. */
import type { DraftView } from '../drafts/open.ts';

import type { ChangeView } from '../history/view.ts';
import type { FieldError } from '../web/errors.ts';
import { BLANK_ROWS, type ClaimForm } from './form.ts';
import { type AttributionBlock, attributionBlock } from './form-attribution.ts';
import type { Rehearsal } from './form-check.ts';
import { area, type Control, inSummary, marksOf, NO_MARKS } from './form-controls.ts';
import type { Clash } from './form-merge.ts';
import { type RelayBlock, relayBlock } from './form-parts.ts';
import { type Preview, previewOf } from './form-preview.ts';
import type { Disclosure, Scene } from './form-scene.ts';
import {
  aboutPart,
  type EvidenceRow,
  evidenceRow,
  type PassageRow,
  passageRow,
  placePart,
  proofPart,
  type SubjectRow,
  subjectRow,
} from './form-sections.ts';
import type { ArticleChoice, KnownSource } from './form-store.ts';
import type { SimilarClaim } from './similar-store.ts';

declare module '../web/views.ts' {
  interface ViewModels {
    'claims/form': ClaimFormPage;
  }
}

export interface ClaimFormPage {
  readonly heading: string;
  readonly crumb: { readonly url: string; readonly label: string; readonly rest: string };
  readonly action: string;
  readonly form: Pick<ClaimForm, 'id' | 'version' | 'proposal'>;
  readonly isChange: boolean;
  /** What saving does to a cleared claim. */
  readonly unlocks: string | null;
  readonly errors: readonly FieldError[];
  readonly changes: readonly ChangeView[];
  readonly draft: DraftView;
  /** The words that a new claim is recorded from. */
  readonly passage: string | null;
  readonly statement: Control;
  /** Claims on file that say nearly the same. */
  readonly similar: readonly SimilarClaim[];
  readonly about: Disclosure;
  readonly aboutGrid: readonly Control[];
  readonly speaker: Control;
  readonly subjects: readonly SubjectRow[];
  readonly attributions: readonly AttributionBlock[];
  readonly place: Disclosure;
  readonly article: Control;
  readonly passages: readonly PassageRow[];
  readonly theirSubjects: string | null;
  readonly theirPassages: string | null;
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
  readonly similar: readonly SimilarClaim[];
  readonly isLocked: boolean;
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
  /** Of a form that was opened; one that was sent goes on with its own. */
  readonly draft?: DraftView;
}

const UNLOCKS =
  'It is cleared: to save a change unlocks it, and puts it back to ready to be reviewed again.';

// Scripts put the path of a new row in its place.
const NEW_PATH = '@@';
const NEW_NUMBER = '@#';

export function claimFormPage(
  form: ClaimForm,
  context: FormContext,
  draft: DraftView,
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
    ...{ form: { id: form.id, version: form.version, proposal: form.proposal }, isChange },
    ...{ errors: errors.map(inSummary), changes, draft },
    unlocks: isChange && context.isLocked ? UNLOCKS : null,
    passage: isChange ? null : form.appearances.find((row) => row.start !== '')?.quote || null,
    statement: area(marks, 'statement', 'Statement', form.statement, {
      hint: 'one thing that can be checked, in your words',
    }),
    similar: context.similar,
    ...aboutPart(form, scene),
    attributions: rows.map((row, at) =>
      attributionBlock(row, `attributions.${at}`, String(at + 1), scene),
    ),
    ...placePart(form, scene),
    ...proofPart(form, marks),
    theirSubjects: marks.clashes.get('subjects') ?? null,
    theirPassages: marks.clashes.get('appearances') ?? null,
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

function templatesOf(scene: Scene): ClaimFormPage['templates'] {
  return {
    attribution: attributionBlock(BLANK_ROWS.attributions, NEW_PATH, NEW_NUMBER, scene),
    relay: relayBlock(null, NEW_PATH, NEW_NUMBER, scene),
    subject: subjectRow(BLANK_ROWS.subjects, NEW_PATH, scene),
    passage: passageRow(BLANK_ROWS.appearances, NEW_PATH, NEW_NUMBER, scene),
    evidence: evidenceRow(BLANK_ROWS.evidence, NEW_PATH, NEW_NUMBER, scene.marks),
  };
}
