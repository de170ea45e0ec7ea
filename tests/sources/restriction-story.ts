/** A newsroom with a restricted source in every role that a source can have. */
import type { Member, Newsroom } from '../support/newsroom.ts';

// biome-ignore lint/suspicious/noExplicitAny: what JSON holds is what these tests are about.
type Body = any;

/** Every word that must not be shown begins with this. */
export const PLANTED = /\b[qQ]zx[a-z]{2,}\b/g;

export interface Story {
  readonly article: number;
  /** The restricted source. */
  readonly source: number;
  /** One that was declared the same. */
  readonly twin: number;
  /** One that was merged into it. */
  readonly merged: number;
  /** Claims: it speaks; it relays; it is spoken for; it is a subject; it spoke once. */
  readonly claims: readonly number[];
}

export async function tellStory(newsroom: Newsroom): Promise<Story> {
  const send = async (method: string, path: string, body?: object, as: Member = 'editor') => {
    const response = await newsroom.as(as).json(method, path, body);
    const text = await response.text();
    if (response.status >= 300) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const data: Body = text === '' ? null : JSON.parse(text);
    return data;
  };
  const unnamed = (name: string) => ({ name, type: 'government', identity: 'unnamed_described' });
  const body = 'A bridge was closed. It rained, people said.\n\nNobody knows why.';
  const reuters = { name: 'Reuters', type: 'media', identity: 'named_org' };
  const first = { headline: 'A story', body, agency: reuters };
  const article = (await send('POST', '/articles', first)).id;
  const second = { headline: 'Another story', body, agency: { id: 1 } };
  const other = (await send('POST', '/articles', second)).id;
  const house = { name: 'Works Office', type: 'government', identity: 'named_org' };
  const organisation = (await send('POST', '/sources', house)).id;
  const made = await send('POST', '/sources', {
    ...{ ...unnamed('an aide called Qzxfirst'), aliases: ['the qzxalias aide'], reliability: 'B' },
    ...{ article_id: article, part_of: { id: organisation } },
  });
  const source = (
    await send('PUT', made.url, { ...made, name: 'an aide near Qzxname', part_of: made.part_of })
  ).id;
  const twinned = { ...unnamed('the qzxtwin people'), article_id: article };
  const twin = (await send('POST', '/sources', { ...twinned, collective: true })).id;
  const gone = { ...unnamed('a qzxmerged man'), article_id: article };
  const merged = (await send('POST', '/sources', gone)).id;
  const merge = { into_id: source, reason: 'Qzxmergereason.' };
  await send('POST', `/sources/${merged}/merges`, merge);
  const same = { judgement: 'same', other_id: twin, reason: 'Qzxsamereason.' };
  await send('POST', `/sources/${source}/decisions`, same);
  const apart = { judgement: 'apart', reason: 'Qzxapartreason.' };
  const decision = await send('POST', `/sources/${source}/decisions`, apart);
  await send('DELETE', `/decisions/${decision.id}`);
  const said = {
    ...{ source: { id: source }, stance: 'asserts', wording: 'said qzxwording' },
    ...{
      quote: 'Qzxquote.',
      cue: 'qzxcue',
      anonymity_reason: 'qzxreason',
      directness: 'first_hand',
    },
    identity_known: { by: 'Qzxknower', on: '2024-10-01' },
  };
  const about = { subjects: [{ id: organisation }], adverse: true, article_id: article };
  const claim = (statement: string, fields: object) =>
    send('POST', '/claims', { statement, article_id: article, ...fields });
  const open = { source: unnamed('a regional diplomat'), stance: 'asserts' };
  const speaks = await claim('The bridge was closed for good.', {
    ...about,
    attributions: [said, { source: { id: organisation }, stance: 'confirms' }, open],
  });
  const next = { ...said, wording: 'says qzxreworded' };
  await send('PUT', `/attributions/${speaks.attributions[0].id}`, next);
  const denies = { ...said, stance: 'denies', source: { id: twin }, said_on: '2024-10-02' };
  await claim('The bridge was rotten.', { ...about, attributions: [denies, open] });
  const via = [{ source: { id: source } }];
  await claim('Steel was sold.', {
    attributions: [
      { ...open, wording: 'told qzxrelayed', via },
      { ...open, on_behalf_of: { id: source }, wording: 'for qzxfor' },
    ],
  });
  await claim('It is to blame.', {
    adverse: true,
    subjects: [{ id: source }],
    attributions: [open],
  });
  const once = await claim('It will be rebuilt.', { attributions: [said, open] });
  await send('DELETE', `/attributions/${once.attributions[0].id}`);
  await send('POST', '/claims', {
    ...{ statement: 'The bridge was closed for good, twice.', article_id: other },
    attributions: [
      {
        source: { name: 'a clerk', type: 'government', identity: 'unnamed_described' },
        stance: 'asserts',
      },
    ],
  });
  const asked = {
    ...{ subject: { id: organisation }, claims: [speaks.id], channel: 'phone' },
    due_at: '2024-10-09T09:00:00Z',
  };
  const reply = await send('POST', '/replies', asked);
  const outcome = { claim_id: speaks.id, stance: 'declines' };
  await send('PUT', `/replies/${reply.id}/outcome`, { version: reply.version, claims: [outcome] });
  // A file that somebody imported: its page says what it changed.
  const csv =
    'claim_id,attribution_id,source,stance,wording\n1,1,an aide near Qzxname,asserts,said qzximported\n';
  await send('POST', '/imports', { csv });
  const restriction = { reason: 'Qzxwhy: their job is at risk.', people: [3] };
  await send('POST', `/sources/${source}/restriction`, restriction);
  return { article, source, twin, merged, claims: [1, 2, 3, 4, 5, 6] };
}
