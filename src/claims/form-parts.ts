/** Who an attribution's source is and how it reached us: two parts that open on demand. */
import { IDENTITY_LABELS, SOURCE_TYPE_LABELS } from '../sources/source.ts';
import { type AttributionFields, BLANK_ROWS, type RelayFields } from './form.ts';
import { isPicked } from './form-body.ts';
import { type Control, line, select, tick } from './form-controls.ts';
import { type Disclosure, disclosure, type Scene } from './form-scene.ts';
import { portraitOf, portraitText, type SourceControl, sourceControl } from './form-source.ts';

export interface WhoPart {
  readonly who: Disclosure;
  readonly onFile: { readonly id: number; readonly text: string } | null;
  /** One on file was picked: the fields that describe a new one are of no use. */
  readonly isPicked: boolean;
  readonly description: readonly Control[];
  readonly partialTypes: readonly Control[];
  readonly distinct: Control;
  readonly capacity: Control;
}

export interface ReachedPart {
  readonly reached: Disclosure;
  readonly relays: readonly RelayBlock[];
}

export interface RelayBlock {
  readonly path: string;
  readonly number: string;
  readonly source: SourceControl;
  readonly ownChannel: Control;
}

const FROM_WORDS = 'From the words';

const GROUPS = { no: 'One', yes: 'Several' };

export function whoPart(row: AttributionFields, path: string, scene: Scene): WhoPart {
  const { marks } = scene;
  const portrait = portraitOf(row.source, scene.known);
  const { source } = row;
  const at = (name: string) => `${path}.source.${name}`;
  const description = [
    select(marks, at('type'), 'Type', source.type, SOURCE_TYPE_LABELS, { blank: FROM_WORDS }),
    select(marks, at('identity'), 'Identity', source.identity, IDENTITY_LABELS, {
      blank: FROM_WORDS,
    }),
    select(marks, at('collective'), 'Group', source.collective, GROUPS, { blank: FROM_WORDS }),
    line(marks, at('count'), 'Number of people', source.count, { mode: 'numeric' }),
  ];
  const partials = [...source.partial_types, ''].map((type, index) => {
    const options = { blank: 'None', hint: index === 0 ? null : 'one more' };
    const name = at('partial_types');
    const one = select(marks, name, 'Partial type', type, SOURCE_TYPE_LABELS, options);
    return index === 0 ? one : { ...one, id: `${one.id}.${index}` };
  });
  const capacity = select(
    marks,
    `${path}.capacity`,
    'Speaks as',
    row.capacity,
    SOURCE_TYPE_LABELS,
    {
      blank: 'Their type',
    },
  );
  const onFile = portrait?.id == null ? null : { id: portrait.id, text: portraitText(portrait) };
  const names = [...description.map((one) => one.name), at('partial_types'), capacity.name];
  return {
    who: disclosure(marks, `${path}.who`, portrait ? portraitText(portrait) : 'from the words', [
      ...names,
      at('distinct'),
    ]),
    ...{ onFile, isPicked: isPicked(source), description, partialTypes: partials, capacity },
    distinct: tick(marks, at('distinct'), 'Someone else of the same words', source.distinct, {
      hint: 'not the unnamed source of this article that is described alike',
    }),
  };
}

export function reachedPart(row: AttributionFields, path: string, scene: Scene): ReachedPart {
  const rows = row.via.length === 0 ? [null] : row.via;
  const relays = rows.map((relay, at) =>
    relayBlock(relay, `${path}.via.${at}`, String(at + 1), scene),
  );
  const names = relays.flatMap(({ source, ownChannel }) => [source.name, ownChannel.name]);
  const said = row.via
    .filter((relay) => relay.source.name !== '')
    .map((relay) => `${relay.source.name}${relay.own_channel ? ' (their own channel)' : ''}`);
  const inside = said.length === 0 ? 'no relay' : `through ${said.join(', then ')}`;
  return { reached: disclosure(scene.marks, `${path}.reached`, inside, names), relays };
}

export function relayBlock(
  relay: RelayFields | null,
  path: string,
  number: string,
  { marks, known, articleId }: Scene,
): RelayBlock {
  const source = relay?.source ?? BLANK_ROWS.subjects;
  return {
    ...{ path, number },
    source: sourceControl(marks, `${path}.source`, 'Relay', source, known, {
      ...{ articleId, placeholder: 'outlet or speaker nearest to us' },
    }),
    ownChannel: tick(
      marks,
      `${path}.own_channel`,
      'their own channel',
      relay?.own_channel ?? false,
    ),
  };
}
