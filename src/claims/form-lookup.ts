/** Looks up what the form refers to: the articles to choose from and the sources it names. */
import { nameKey } from '../sources/resolve.ts';
import { isNamed } from '../sources/source.ts';
import type { Ask } from '../web/route.ts';
import type { ClaimForm, SourceFields } from './form.ts';
import type { Surroundings } from './form-body.ts';
import {
  type ArticleChoice,
  articleChoices,
  isCleared,
  type KnownSource,
  knownSources,
} from './form-store.ts';
import { findSimilar, type SimilarClaim } from './similar-store.ts';

export interface Lookup {
  readonly articles: readonly ArticleChoice[];
  readonly known: readonly KnownSource[];
  readonly around: Surroundings;
  /** Claims on file that say nearly the same. */
  readonly similar: readonly SimilarClaim[];
  /** Whether it is cleared, so that saving it unlocks it. */
  readonly isLocked: boolean;
}

export async function lookUp(ask: Ask, form: ClaimForm): Promise<Lookup> {
  const { database } = ask.house;
  const sources = sourcesOf(form);
  const articleId = idIn(form.article_id);
  const names = sources.map((source) => source.name).filter((name) => name !== '');
  const ids = sources.flatMap((source) => idIn(source.id) ?? []);
  const known = await knownSources(database, names, ids, articleId);
  const chosen = [form, ...form.appearances, ...form.attributions];
  const articles = await articleChoices(
    database,
    chosen.flatMap((one) => idIn(one.article_id) ?? []),
  );
  const onFile = new Set(known.filter(isNamed).map((source) => source.key));
  return {
    ...{ articles, known, isLocked: await isCleared(database, idIn(form.id)) },
    similar: await findSimilar(database, form.statement, idIn(form.id)),
    around: {
      personName: ask.person.name,
      today: ask.now.toISOString().slice(0, 10),
      isOnFile: (name) => onFile.has(nameKey(name)),
    },
  };
}

function sourcesOf(form: ClaimForm): SourceFields[] {
  const rows = form.attributions.flatMap((row) => [
    row.source,
    row.on_behalf_of,
    ...row.via.map((relay) => relay.source),
  ]);
  return [...form.subjects, ...rows];
}

function idIn(text: string): number | null {
  return /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null;
}
