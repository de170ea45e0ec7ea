import type { ClaimKind, SourceType, Stance } from './extraction.ts';

const ALLEGING =
  /\b(?:accus(?:e|es|ed|ing)|alleg(?:e|es|ed|ing)|blam(?:e|es|ed|ing)|charged|denounc\w+|implicat\w+|suspect(?:s|ed)?)\b/;
const WRONGDOING =
  /\b(?:spied|spying|brib\w+|corrupt\w*|embezzl\w+|stole[n]?|steal\w*|theft|tortur\w+|fraud\w*|rigg\w+|illegal\w*|unlawful\w*|war crimes?|massacre\w*|murder\w*|rape[ds]?|raping|abus(?:e|ed|es|ing)|assault(?:ed|ing)?|harass\w+|launder\w+|smuggl\w+|cover[- ]?up|covered up|lied|lying|misled|cheat\w*|plagiari\w+|violat(?:ed|ing|ion|ions)|conspir\w+|stoked|kickbacks?|extort\w+|falsif\w+|poison\w+|wrongdoing|misconduct|negligen\w+|complicit|ordered the killing|sabotag\w+|doctored|forged|hack(?:ed|ing)|leaked|bugged|wiretapp\w+|collu\w+)\b/;
const WANTING =
  /\b(?:demand\w*|urg(?:e|es|ed|ing)|call(?:s|ed|ing)? (?:for|on|upon)|want(?:s|ed)?|support(?:s|ed|ing)?|oppos(?:e|es|ed|ing)|vow(?:s|ed|ing)?|pledg(?:e|es|ed|ing)|promis(?:e|es|ed|ing)|threaten(?:s|ed|ing)?|propos(?:e|es|ed|ing)|endors(?:e|es|ed|ing)|recommend(?:s|ed|ing)?|appeal(?:s|ed|ing)?|insist(?:s|ed|ing)? (?:on|that \S+ (?:must|should))|favou?r(?:s|ed)?|back(?:s|ed|ing)?|ask(?:s|ed|ing)? (?!about|whether|if|why|how)|plead(?:s|ed|ing)? for|seek(?:s|ing)?|sought|committed to|ruled out|condemn\w*|reject(?:s|ed|ing)?|welcom\w+)\b/;
const MUST =
  /\b(?:must|should|ought to|needs? to|have to|has to|will not (?:accept|allow|tolerate|negotiate)|we will|ready to|prepared to)\b/;
const PREDICTING =
  /\b(?:predict\w*|expect(?:s|ed|ing)?|forecast\w*|project(?:s|ed)|anticipat\w+|foresee\w*|warn(?:s|ed|ing)?)\b/;
const FUTURE =
  /\b(?:will|'ll|would|could|may|might|is likely to|are likely to|is set to|are set to|is expected to|are expected to|going to|on track to|risks?) (?:not |also |soon |probably |likely |eventually |\w+ly )*(?:be|have|become|lead|cause|take|rise|fall|win|lose|grow|cost|hit|reach|continue|begin|end|happen|make|need|\p{Ll}+)\b/u;
const JUDGING =
  /\b(?:best|worst|great(?:est)?|terrible|awful|disgrac\w+|shame(?:ful)?|excellent|brilliant|wonderful|horrible|unfair|unacceptable|outrag\w+|important|vital|serious|wrong|right thing|good|bad|beautiful|disappoint\w+|proud|sad|ridiculous|dangerous|stupid|weak|strong|tremendous|fantastic|amazing|deplorable|unfit|incompetent|pathetic|reckless|cruel|heartless|brave|hero\w*|mess|disaster|nightmare|joke|insult\w*|absurd|delighted|pleased|happy|angry|furious|reasonable|fair|last thing)\b/;
const OPINING =
  /\b(?:believ(?:e|es|ed)|think(?:s|ing)?|thought|feel(?:s|ing)?|felt|hop(?:e|es|ed|ing)|fear(?:s|ed)?|prais\w+|criti[cq]i[sz]\w+|hail\w+|lament\w+|mock\w+|blast\w*|slam\w*)\b/;
const EXPLAINING =
  /\b(?:because|reflects?|suggests?|means|shows?|aim(?:s|ed)? (?:to|at)|wants?(?:ed)? to|trying to|in order to|likely|probably|appears?|seems?|reason|motiv\w+|strategy|as a result|signals?|underscor\w+|so that|due to|driven by)\b/;

/** The kind of the claim, as far as the words of cue and content show it. */
export function readKind(
  cue: string,
  content: string,
  type: SourceType,
  stance: Stance,
): ClaimKind {
  if (stance !== 'asserts')
    return WRONGDOING.test(content) || /allegation|accusation/.test(content)
      ? 'allegation'
      : 'fact';
  if (ALLEGING.test(cue)) return 'allegation';
  if (PREDICTING.test(cue)) return 'prediction';
  if (WANTING.test(cue)) return 'position';
  if (OPINING.test(cue)) return FUTURE.test(content) ? 'prediction' : 'opinion';
  if (MUST.test(content)) return 'position';
  if (WRONGDOING.test(content) && type !== 'judicial' && type !== 'record') return 'allegation';
  if (JUDGING.test(content)) return 'opinion';
  if (FUTURE.test(content)) return 'prediction';
  if (type === 'expert' || EXPLAINING.test(content)) return type === 'record' ? 'fact' : 'analysis';
  return 'fact';
}
