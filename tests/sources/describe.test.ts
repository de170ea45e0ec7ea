import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeWords } from '../../src/sources/describe.ts';

// words | identity | collective | count | type
const CASES = `
sources                          | unnamed_bare      | group | -  | untyped
Sources                          | unnamed_bare      | group | -  | untyped
a source                         | unnamed_bare      | one   | -  | untyped
the sources                      | unnamed_bare      | group | -  | untyped
all the sources                  | unnamed_bare      | group | -  | untyped
two sources                      | unnamed_bare      | group | 2  | untyped
informed sources                 | unnamed_bare      | group | -  | untyped
media reports                    | unnamed_bare      | group | -  | media
Media reports                    | unnamed_bare      | group | -  | media
seven Iraqi sources              | unnamed_described | group | 7  | untyped
Seven Iraqi sources              | unnamed_described | group | 7  | untyped
seven Iraqi sources who spoke to Reuters | unnamed_described | group | 7 | untyped
sources familiar with the matter | unnamed_described | group | -  | untyped
a person familiar with the matter | unnamed_described | one  | -  | untyped
security sources                 | unnamed_described | group | -  | security
a source in the Foreign Ministry | unnamed_described | one   | -  | government
a source close to Hezbollah      | unnamed_described | one   | -  | untyped
a regional diplomat              | unnamed_described | one   | -  | diplomatic
A regional diplomat              | unnamed_described | one   | -  | diplomatic
two Western diplomats            | unnamed_described | group | 2  | diplomatic
Two Western Diplomats            | unnamed_described | group | 2  | diplomatic
Western diplomats                | unnamed_described | group | -  | diplomatic
lawmakers                        | unnamed_described | group | -  | political
Lawmakers                        | unnamed_described | group | -  | political
Loyalists                        | unnamed_described | group | -  | political
independent observers            | unnamed_described | group | -  | expert
Parties critical of him          | unnamed_described | group | -  | political
major media organizations        | unnamed_described | group | -  | media
some Iraqi officials             | unnamed_described | group | -  | government
advisers to Sudani               | unnamed_described | group | -  | government
an adviser to Sudani             | unnamed_described | one   | -  | government
at least three officials         | unnamed_described | group | 3  | government
more than 20 witnesses           | unnamed_described | group | 20 | citizen
a dozen residents                | unnamed_described | group | 12 | citizen
half a dozen residents           | unnamed_described | group | 6  | citizen
two dozen residents              | unnamed_described | group | 24 | citizen
dozens of residents              | unnamed_described | group | -  | citizen
a couple of analysts             | unnamed_described | group | 2  | expert
a group of lawmakers             | unnamed_described | group | -  | political
a group of five judges           | unnamed_described | group | 5  | judicial
twenty-one soldiers              | unnamed_described | group | 21 | security
1,200 teachers                   | unnamed_described | group | 1200 | untyped
one official                     | unnamed_described | one   | -  | government
one of the officials             | unnamed_described | one   | -  | government
an Iraqi security official       | unnamed_described | one   | -  | security
a Hamas official                 | unnamed_described | one   | -  | armed_group
UN officials                     | unnamed_described | group | -  | igo
a party official                 | unnamed_described | one   | -  | political
a spokesman for the IRGC         | unnamed_described | one   | -  | security
IRGC spokesman                   | unnamed_described | one   | -  | security
members of parliament            | unnamed_described | group | -  | political
witnesses                        | unnamed_described | group | -  | citizen
the president                    | unnamed_described | one   | -  | government
police                           | unnamed_described | group | -  | security
IRGC                             | named_org         | one   | -  | security
The IRGC                         | named_org         | one   | -  | security
Iran's Foreign Ministry          | named_org         | one   | -  | government
Iran’s Foreign Ministry          | named_org         | one   | -  | government
Iraqi Ministry of Health         | named_org         | one   | -  | government
Times of Israel                  | named_org         | one   | -  | media
The New York Times               | named_org         | one   | -  | media
Reuters                          | named_org         | one   | -  | media
AFP                              | named_org         | one   | -  | media
Asharq Al-Awsat                  | named_org         | one   | -  | media
Kata'ib Hezbollah                | named_org         | one   | -  | armed_group
Chatham House                    | named_org         | one   | -  | expert
Coordination Framework           | named_org         | one   | -  | political
Sudani's office                  | named_org         | one   | -  | untyped
The Associated Press             | named_org         | one   | -  | media
the White House                  | named_org         | one   | -  | government
White House press secretary      | unnamed_described | one   | -  | government
leaked documents seen by Reuters | unnamed_described | group | -  | record
House Speaker Mike Johnson       | named_person      | one   | -  | political
the Iraqi army                   | named_org         | one   | -  | security
Iran                             | named_org         | one   | -  | government
United Nations                   | named_org         | one   | -  | igo
Renad Mansour                    | named_person      | one   | -  | untyped
Renad Mansour, a senior fellow at Chatham House | named_person | one | - | expert
Mansour                          | named_person      | one   | -  | untyped
Mohammed Shia al-Sudani          | named_person      | one   | -  | untyped
Prime Minister Sudani            | named_person      | one   | -  | government
President Biden                  | named_person      | one   | -  | government
Iraqi government spokesman Basim Alawadi | named_person | one | - | government
Gen. Esmail Qaani                | named_person      | one   | -  | security
Sen. Chris Murphy                | named_person      | one   | -  | political
رناد منصور                       | named_person      | one   | -  | untyped
رئيس الوزراء محمد شياع السوداني  | named_person      | one   | -  | government
وزارة الخارجية الإيرانية         | named_org         | one   | -  | government
مصادر                            | unnamed_bare      | group | -  | untyped
مصدر                             | unnamed_bare      | one   | -  | untyped
سبعة مصادر عراقية                | unnamed_described | group | 7  | untyped
مصدر أمني                        | unnamed_described | one   | -  | security
دبلوماسي إقليمي                  | unnamed_described | one   | -  | diplomatic
شهود عيان                        | unnamed_described | group | -  | citizen
المتحدث باسم الحشد الشعبي        | unnamed_described | one   | -  | armed_group
`;

describe('what a typed description says by itself', () => {
  const rows = CASES.trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

  it.each(rows)('%s: %s, %s, %s, %s', (words, identity, group, count, type) => {
    expect(describeWords(words ?? '')).toEqual({
      ...{ identity, type, collective: group === 'group' },
      count: count === '-' ? null : Number(count),
    });
  });

  it('gives something for any text, and a count of a group only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (words) => {
        const { collective, count } = describeWords(words);
        expect(count === null || (collective && count >= 2)).toBe(true);
      }),
    );
  });

  it('never takes a role with an article for a name, however it is written', () => {
    for (const words of ['A Diplomat', 'a diplomat', 'A DIPLOMAT', 'An Official']) {
      expect(describeWords(words).identity).toBe('unnamed_described');
    }
  });
});
