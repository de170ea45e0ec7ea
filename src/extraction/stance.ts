import type { Stance } from './extraction.ts';

/** The words a stance is read from, in lower case with single blanks. */
export type StanceWords = {
  /** A few words before the cue in its sentence. */
  readonly before: string;
  readonly cue: string;
  /** The rest of the sentence behind the cue. */
  readonly after: string;
  readonly content: string;
};

export type StanceReading = {
  readonly stance: Stance;
  readonly scope: 'whole' | 'part';
  readonly provisional: boolean;
  readonly because: string | null;
};

type Rule = { readonly stance: Stance; readonly pattern: RegExp; readonly unless?: RegExp };

const CLAIM =
  '(?:allegations?|accusations?|claims?|charges?|reports?|rumou?rs?|assertions?|suggestions?|account|story|stories|testimony|statements?|wrongdoing|involvement|responsibility)';

// Tried in this order on "before CUE after": silence and refusal are also worded with "deny".
const RULES: readonly Rule[] = [
  {
    stance: 'no_response',
    pattern:
      /(?:\b(?:did|do|does|had|has|have|was|were|could|would)(?: not|n't)|\bnever|\bfailed to|\bunable to)(?: (?:(?:released|issued|made|given) (?:a |any )?(?:public )?statements? or|be|immediately|yet|promptly|directly|to|been|so far|initially|publicly|also|even|right away|return|respond|able))*? (?:respond(?:ed)?|repl(?:y|ied)|answer(?:ed)? (?:calls?|questions?|requests?|messages?|emails?|e-mails?|repeated|several|written)|return(?:ed)? (?:\w+ ){0,4}(?:calls?|messages?|e-?mails?|requests?|texts?)|reached|available|get back to|comment(?:ed)?(?: (?:publicly|immediately))?(?: on (?:the|this|that|its|his|her|their)\b| for |$| \.)|(?:immediately )?(?:provide|offer|issue) (?:an? )?(?:immediate )?(?:comment|response|statement))/g,
    unless:
      /\bdid(?: not|n't) (?:immediately )?(?:respond|reply) (?:in kind|with force|militarily)/,
  },
  {
    stance: 'no_response',
    pattern:
      /\b(?:no|without) (?:immediate |official |public )*(?:response|reply|comment|reaction|word|answer)s? (?:from|by|was|were|had been)\b|\bnot (?:immediately |yet )?(?:been )?(?:reached|reachable|available)\b|\bunreachable\b|\bunavailable for comment|\b(?:calls?|e-?mails?|messages?|requests?|questions?|letters?)\b(?: \S+){0,10} (?:went|were|was|have|has|had|remained|gone)(?: not| been| gone)? (?:immediately )?(?:unanswered|unreturned|returned|answered|ignored)|\b(?:has|have|had) yet to (?:respond|reply|answer|comment)|\bcould not (?:immediately )?be (?:located|contacted|reached)|\bremained silent\b|\bstayed silent\b|\bignored (?:\w+ ){0,3}(?:requests?|questions?|calls?|e-?mails?)/g,
  },
  {
    stance: 'awaiting',
    pattern:
      /\b(?:has|have|had|was|were|been) (?:also )?(?:been )?(?:asked|contacted|approached|reached out to|invited|requested)\b(?: (?!to )\S+){0,8}? (?:for (?:a |further |an official |additional )?(?:comment|response|reaction|reply|statement)|to comment|to respond)(?! ,? but)|\b(?:awaiting|await|waiting for) (?:a |an |its |his |her |their |any )?(?:\w+ )?(?:response|reply|answer|comment)|\b(?:has|have) (?:contacted|approached|asked|reached out to) (?:\S+ ){1,10}for (?:a |further )?(?:comment|response|reply)/g,
  },
  {
    stance: 'declines',
    pattern:
      /\b(?:declin(?:ed|es|e|ing)|refus(?:ed|es|e|ing))(?: (?:further|any|all|repeatedly|also|again|immediate|official))*(?: to (?:immediately |publicly |further |directly )?(?:comment|say|discuss|answer|speak|elaborate|respond|confirm|deny|be interviewed|talk|give|provide|address|take questions|identify|name|disclose|reveal|specify|explain|offer|make)| (?:comment|interview|an? interview|requests?|multiple|our|\w+'s request|repeated)\b)|\bneither (?:confirm(?:ed|s)?|den(?:y|ied|ies))(?: \S+)?n?or\b|\b(?:would|will|did|do|does|could|can)(?: not|n't| neither| never) (?:confirm|comment|say (?:whether|if|how|who|what|when|where|why)|discuss|elaborate|deny|answer|be drawn|verify|independently (?:verify|confirm))|\bno comment\b|\bnot (?:confirm(?:ed)?|rul(?:ed?|ing) out|deny|denied)\b|\bunable to (?:confirm|verify|comment)|\bcould not (?:independently )?(?:confirm|verify)|\bwithout commenting\b/g,
  },
  {
    stance: 'retracts',
    pattern: new RegExp(
      `\\bretract(?:ed|s|ing)?\\b|\\brecant(?:ed|s|ing)?\\b|\\bbacktrack(?:ed|s|ing)?\\b|\\b(?:walk(?:ed|s|ing)?|t(?:ook|ake|akes|aking|aken)|row(?:ed|s|ing)?) back\\b|\\b(?:withdrew|withdrawn|withdraws?|withdrawing)\\b(?: \\S+){0,4} ${CLAIM}|\\bdisavow(?:ed|s)? (?:his|her|its|their) (?:own|earlier|previous)|\\b(?:corrected|reversed) (?:his|her|its|their) (?:earlier |previous |own )*(?:statement|account|claim|testimony|position|figure)`,
      'g',
    ),
  },
  {
    stance: 'denies',
    pattern: new RegExp(
      `\\b${CLAIM}(?: \\S+){0,5}? (?:rejected|dismissed|repudiated)(?: as \\w+| \\w+ly| outright)? by\\b|\\b(?:den(?:y|ies|ied|ying)|denials?|refut(?:e|es|ed|ing))\\b|\\b(?:reject|dismiss|repudiat|rebuff)(?:s|ed|e|es|ing)?\\b(?: \\S+){0,6}? (?:${CLAIM}|as (?:\\w+ )?(?:false|baseless|untrue|lies|fiction|fabricat\\w*|nonsense|unfounded|groundless|propaganda|fake))|\\b(?:called|calls|calling|branded|described|labell?ed)\\b(?: \\S+){0,8}? (?:false|baseless|untrue|fabricat\\w*|unfounded|groundless|fictitious|fake news|a lie|lies|a hoax|pure fiction|without merit|without foundation)\\b|\\bprofess(?:ed|es) (?:his|her|their) innocence|\\bplead(?:ed|s)? not guilty|\\bpled not guilty|\\bmaintain(?:ed|s|ing)? (?:his|her|their|its) innocence`,
      'g',
    ),
    unless:
      /\b(?:was|were|been|being|be|is|are) denied (?!by\b)|\bden(?:y|ied|ies|ying) (?:\S+ ){0,4}(?:entry|access|bail|visas?|permission|asylum|parole|a visa|the right|rights|coverage|treatment|medical care|care|benefits)\b|\b(?:did|does|do)(?: not|n't) deny\b|\bcannot be denied|\bno denying|\bclimate[- ]den/,
  },
  {
    stance: 'disputes',
    pattern:
      /\b(?:disput(?:e|es|ed|ing)|contest(?:s|ed|ing)? (?!for)|contradict(?:s|ed|ing)?|rebut(?:s|ted|ting)?|push(?:ed|es|ing)? back|cast(?:s|ing)? doubts?|t(?:ook|ake|akes|aking) issue|questioned (?:the|whether|that|how|his|her|its|their)|question(?:s|ing)? whether|challeng(?:ed|es|ing) (?:the|that|this|those|his|her|its|their|\w+'s)(?: \S+){0,3} (?:account|claims?|figures?|findings?|version|assertions?|characterization|description|conclusions?|numbers?|report|estimate|narrative|allegations?)|downplay(?:s|ed|ing)?|play(?:s|ed|ing)? down|disagree(?:d|s|ing)? with|reject(?:s|ed|ing)? (?:the |that |this |those |any |such |his |her |their |its )?(?:\w+ ){0,2}(?:notion|idea|criticisms?|characterization|findings?|conclusions?|suggestion|argument|view|figures?|narrative|version|interpretation)|brush(?:ed|es) (?:off|aside)|expressed doubts?|voiced doubts?|called (?:\S+ ){1,6}(?:misleading|exaggerated|malicious|politically motivated|unfair|inaccurate|overblown|incomplete|one-sided))\b/g,
  },
  {
    stance: 'admits',
    pattern:
      /\b(?:admit(?:s|ted|ting|tedly)?|admission|conced(?:e|es|ed|ing)|confess(?:es|ed|ing)?|acknowledg(?:e|es|ed|ing)|own(?:ed|s)? up|plead(?:ed|s)? guilty|pled guilty|claim(?:ed|s|ing)? (?:\w+ )?responsibility|took responsibility|accept(?:ed|s) (?:responsibility|blame)|apologi[sz]ed for)\b/g,
    unless:
      /\b(?:was|were|been|be|being) admitted (?:to|into)|\b(?:not|never|n't) (?:admit|acknowledge|concede)/,
  },
  {
    stance: 'confirms',
    pattern:
      /\b(?:confirm(?:s|ed|ing|ation)?|corroborat(?:e|es|ed|ing|ion)|verif(?:y|ies|ied)|authenticated|vouched for|back(?:ed|s|ing)? up (?:the|that|this|his|her|their|its)\b|bears? out|bore out)\b/g,
    unless:
      /\b(?:not|never|n't|yet|unable|cannot|could|nor|neither)(?: \w+){0,2} (?:be )?(?:confirm|verif|corroborat)|\bconfirmed (?:as|to (?:the|be)|by the senate|cases?)\b/,
  },
];

// "said the allegations were false": the denial stands in what is said.
const DENYING_CONTENT = new RegExp(
  `\\b${CLAIM}(?: \\S+){0,6}? (?:is|are|was|were|as|had been|to be|being) (?:\\w+ly |totally |all |pure |a |an |just )*(?:false|untrue|baseless|unfounded|groundless|fabricat\\w+|fiction|fictitious|lies?|nonsense|not true|wrong|without (?:merit|foundation|basis)|hoax|invented|made up|smear|propaganda)\\b|^(?:that )?(?:he|she|they|it|the \\w+|his \\w+|her \\w+) (?:had |has |have |did |does |do )?(?:never|not|nothing|no)(?: \\w+){0,3} (?:wrong(?:doing)?|take part|taken part|involved|committed|any such|to do with|part in|role in|knowledge of)\\b`,
);

const PARTLY =
  /\b(?:part(?:ly|ially)|in part|parts? of|some of (?!the (?:most|best))|portions? of|(?:certain|some|several|key|many) (?:aspects|details|elements|parts|points|claims|allegations)|(?:aspects|elements|details) of|most of|much of|but not (?:the|that|all|its|his|her|their))\b/;

const PROVISIONAL =
  /\b(?:immediate(?:ly)?|yet|so far|as of|right away|promptly|initially|before publication|by (?:publication|deadline|the time|press time|late|early|\w+day)|at the time of (?:publication|writing)|in time for)\b/;

const SPEAKING =
  /^(?:also |had |has |have )*(?:said|says|say|told|saying|telling|stat(?:ed|es)|insist(?:ed|s)?|wrote|added|tweeted|argued|maintain(?:ed|s)|called|responded|replied)\b/;

export function readStance(words: StanceWords): StanceReading {
  const near = `${words.before} ${words.cue} ${words.after}`.trim();
  for (const { stance, pattern, unless } of RULES) {
    const match = matchAtCue(pattern, near, words);
    if (match === null || unless?.test(near)) continue;
    return {
      stance,
      scope: hasScope(stance) && isPartial(match, near) ? 'part' : 'whole',
      provisional: stance === 'no_response' && PROVISIONAL.test(near),
      because: match,
    };
  }
  const denial = SPEAKING.test(words.cue) ? DENYING_CONTENT.exec(words.content) : null;
  if (denial !== null) {
    return { stance: 'denies', scope: 'whole', provisional: false, because: denial[0] };
  }
  return { stance: 'asserts', scope: 'whole', provisional: false, because: null };
}

/** The match must touch the cue: "said the police denied it" is no denial by who said it. */
function matchAtCue(pattern: RegExp, near: string, words: StanceWords): string | null {
  const from = words.before.length === 0 ? 0 : words.before.length + 1;
  const to = from + words.cue.length;
  for (const match of near.matchAll(pattern)) {
    if (match.index < to && match.index + match[0].length > from) return match[0];
  }
  return null;
}

function hasScope(stance: Stance): boolean {
  return stance === 'denies' || stance === 'confirms' || stance === 'admits';
}

function isPartial(match: string, near: string): boolean {
  const at = near.indexOf(match);
  return PARTLY.test(near.slice(Math.max(0, at - 24), at + match.length + 48));
}
