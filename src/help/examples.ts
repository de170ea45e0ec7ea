/** The worked examples of the help: what stands in the copy, what is recorded, what follows. */
import type { SourceType } from '../sources/source.ts';

export const SOURCE_TYPE_EXAMPLES: Readonly<Record<SourceType, string>> = {
  government: 'executive power at any level, its agencies, advisers and spokespeople',
  diplomatic: 'serving diplomats and envoys: “a regional diplomat”',
  security: 'state armed forces, police, intelligence: “the IRGC”',
  political: 'parties, legislators, candidates: “lawmakers”',
  judicial: 'courts, judges, prosecutors, lawyers in proceedings',
  armed_group: 'non-state armed organisations and their officials',
  igo: 'intergovernmental bodies and their officials',
  civil_society: 'NGOs, unions, religious and professional bodies, campaigners',
  expert: 'academics, think tanks, analysts, pollsters',
  business: 'companies, executives, industry bodies',
  media: 'another outlet or agency, as the furthest visible source: “media reports”',
  citizen: 'eyewitness, resident, victim, relative, protester',
  record: 'document, dataset, law or recording with no author in scope',
  social: 'an account whose operator is not established',
  own: 'our own newsroom witnessed, measured or inspected it',
  untyped: 'the words do not allow a type, or a mixed group: “seven Iraqi sources”',
};

export const WORKED_EXAMPLES = [
  {
    copy: '“seven Iraqi sources who spoke to Reuters”',
    recorded: 'unnamed group of 7, asserts; reason given: the meetings were private',
    derived: 'Several sources, all unnamed; 1 to 7 origins: one group, seven at most',
  },
  {
    copy: '“A regional diplomat confirmed the account”',
    recorded: 'unnamed person, confirms',
    derived: '2 to 8 origins',
  },
  {
    copy: '“sources said”, in the lead',
    recorded: 'declared the same as the seven',
    derived: 'nothing is added',
  },
  {
    copy: 'the same Reuters report in a second paper',
    recorded: 'article with agency Reuters, “seven Iraqi sources” again',
    derived: 'nothing is added: one origin',
  },
  {
    copy: 'three papers, each “sources told AFP”',
    recorded: 'in each article an unnamed “sources”, relayed by AFP',
    derived: 'Relayed only: no direct origin, one shared origin, no upper bound',
  },
  {
    copy: '“The IRGC and Iran’s Foreign Ministry did not immediately respond”',
    recorded: 'two positions: no response, provisional',
    derived: 'Denial: no response, provisional',
  },
  {
    copy: '“denied by advisers to Sudani … no evidence has been publicly presented”',
    recorded: 'unnamed group on behalf of Sudani’s office, denies; evidence: none presented',
    derived: 'Denied, by proxy',
  },
  {
    copy: '“The Times of Israel cited sources”',
    recorded: '“sources”, relayed by Times of Israel',
    derived: 'Relayed only: no direct origin',
  },
  {
    copy: '“According to media reports”',
    recorded: '“media reports”: type news organisation, unnamed',
    derived: 'Relayed only, and a bare source',
  },
  {
    copy: '“in an interview published by the faction’s media arm”',
    recorded: 'the speaker, relayed through an own channel',
    derived: 'One named source, with a stake',
  },
] as const;
