/** A match of words that name a relay, within a line of lower-case words. */
export type RelayMatch = {
  readonly index: number;
  readonly length: number;
  readonly ownChannel: boolean;
};

const OUTLET =
  "(?:the )?(?:radio (?:free )?(?!that|on|in|and|he|she|they|station|show|host)\\p{L}+|(?:(?!(?:and|or|that|in|on|who|he|she|they|it|to|by|but|as|at|for|from|is|was|has|had|the|his|her|its|their)\\b)[\\p{L}\\p{N}.'&-]+ ){0,4}?(?:times|post|journal|guardian|telegraph|herald|tribune|globe|news|news agency|magazine|newspaper|chronicle|gazette|television|tv|radio|broadcaster|newswire|daily|press|media|network|agency|outlet|website|channel|podcast|weekly|press agency|independent|economist|observer|star|monitor|post-gazette|show)|reuters|associated press|ap|afp|agence france-presse|bloomberg(?: news)?|cnn|bbc(?: news| world| radio| arabic)?|msnbc|nbc(?: news)?|abc(?: news)?|cbs(?: news)?|npr|pbs|fox(?: news| business)?|al[- ]jazeera|al[- ]arabiya|politico|axios|buzzfeed|haaretz|xinhua|tass|irna|fars|tasnim|sana|wafa|anadolu|dpa|kyodo|yonhap|sky news|le monde|der spiegel|el pa[ií]s|asharq al-awsat)";

const SPEAK =
  '(?:told|tells|telling|spoke(?:n)? (?:to|with)|speaking (?:to|with|on)|speak(?:s)? to|talked to|talking to|confirmed to|said to|wrote (?:in|for)|writing (?:in|for)|interview(?:ed)? (?:with|by|to|on|in)|appear(?:ed|ing|ance) on|quoted (?:by|in)|cited by|reported by|carried by|said on|told viewers of|published (?:by|in)|aired (?:by|on)|broadcast (?:by|on)|remarks to|comments to|statement to)';

const TOLD = new RegExp(`(?<![\\p{L}])${SPEAK} (${OUTLET})(?![\\p{L}\\p{N}-])`, 'gu');

const OWN_CHANNEL =
  /(?<![\p{L}])(?:(?:published|posted|released|aired|broadcast|carried|issued|shared|distributed|wrote|said|writing|tweeted|announced|statement|message|video|post|interview)\b(?: \S+){0,5}? )?(?:on|by|via|in|through|to) ((?:(?:its|his|her|their|the \p{L}+'s|the|\p{L}+'s|an?|official|own|personal|verified|affiliated) )*(?:media (?:arm|wing|office|outlet|channel)|telegram(?: (?:channel|account|page))?|twitter(?: (?:account|feed|page))?|truth social(?: (?:account|platform|page))?|facebook(?: (?:page|account|post))?|instagram(?: (?:account|page|story))?|youtube(?: channel)?|tiktok(?: account)?|weibo(?: account)?|website|web site|blog|podcast|newsletter|x(?: account)?|social media(?: account| accounts)?|official (?:account|page|channel)))(?![\p{L}\p{N}-])/gu;

export function findTold(words: string): RelayMatch[] {
  return [...words.matchAll(TOLD)].map((match) => ({
    index: match.index + match[0].length - match[1]!.length,
    length: match[1]!.length,
    ownChannel: false,
  }));
}

export function findOwnChannels(words: string): RelayMatch[] {
  return [...words.matchAll(OWN_CHANNEL)].map((match) => ({
    index: match.index + match[0].length - match[1]!.length,
    length: match[1]!.length,
    ownChannel: true,
  }));
}
