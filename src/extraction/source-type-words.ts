import type { SourceType } from './extraction.ts';

/** One kind of word and the type it speaks for. Written for lower case, whole words. */
export type TypeWords = { readonly type: SourceType; readonly words: RegExp };

function whole(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}-])(?:${words})(?![\\p{L}\\p{N}-])`, 'gu');
}

// Phrases first: they decide although a more general word stands in them.
const PHRASES: readonly TypeWords[] = [
  {
    type: 'own',
    words: whole(
      "this newspaper(?:'s)?(?: \\w+)?|our (?:reporters?|correspondents?|newsroom|own (?:count|analysis|review|reporting))|a (?:reuters|associated press|ap|afp) (?:reporter|journalist|correspondent|photographer|witness|tally|count|analysis|review)|(?:reuters|ap|afp|associated press) (?:reporters|journalists|correspondents|photographers|witnesses)",
    ),
  },
  {
    type: 'media',
    words: whole(
      '(?:media|news|press|newspaper|local|television|tv|broadcast|unconfirmed|online|published) (?:reports?|outlets?|organi[sz]ations?|accounts)|(?:state|public|local|national|iranian|syrian|russian|chinese) (?:tv|television|radio|media|broadcaster|news agency)|reports in (?:the )?(?:media|press)|news agency|the press|editorial board',
    ),
  },
  {
    type: 'social',
    words: whole(
      '(?:twitter|telegram|x|tiktok|instagram|reddit|youtube|facebook) (?:account|channel|page|user|users|post|posts|video|videos)|social[- ]media(?: (?:accounts?|users?|posts?|videos?|channels?|pages?))?|anonymous account|online posts?|a blogger|bloggers',
    ),
  },
  {
    type: 'record',
    words: whole(
      '(?:internal |leaked |court |police |public |official |declassified |financial |bank |property |tax |medical |phone |flight |shipping |campaign finance )*(?:documents?|records|filings?|papers)|poll(?:s|ing)?(?: data| results)?|surveys?|stud(?:y|ies)|data|figures|statistics|lawsuits?|indictments?|affidavits?|complaint|transcripts?|memos?|memorandum|e-?mails?|letters?|census|footage|videos?|recordings?|audio|audits?|contracts?|invoices|minutes|ledgers?|logs?|manifest|satellite (?:images?|imagery|photographs?)|spreadsheets?|search warrant|reports?|review|analysis|inquiry|text of|draft|legislation|bill|law|treaty|agreement|autopsy|certificate|log|charter|by-?laws|images|photographs?|photos|tweets?|website|index|estimates?|book|biography|memoir|exit polls?',
    ),
  },
  {
    type: 'diplomatic',
    words: whole(
      "(?:un |u\\.n\\. )?(?:peace |special )?(?:envoys?)|diplomats?|diplomatic (?:source|sources|official|officials)|(?:\\w+ )?ambassadors?(?: to)?|embass(?:y|ies)|consul(?:ate|ates|s|-general| general)?|charg[eé] d'affaires|attach[eé]s?|permanent representative|high commission",
    ),
  },
  {
    type: 'judicial',
    words: whole(
      "supreme judicial council|(?:supreme|appeals|federal|high|district|constitutional|criminal|appeal|international criminal) court|attorneys? general|district attorney(?:'s office)?|(?:public|special|state|federal|military|chief|deputy|assistant|war crimes|anti-corruption) prosecutors?|prosecutors?(?:' office|'s office)?|special counsel|u\\.s\\. attorney(?:'s office)?|court (?:officials?|sources?|spokes\\w+)|judicial (?:officials?|sources?)|defen[cs]e (?:attorneys?|lawyers?|counsel)|legal (?:team|representatives?|counsel)|public defender",
    ),
  },
  {
    type: 'security',
    words: whole(
      '(?:security|military|intelligence|police|defen[cs]e|law[- ]enforcement|counter-?terrorism|army|naval|navy|border|coast guard|air force) (?:officials?|sources?|officers?|spokes\\w+|chiefs?|commanders?|services?|agenc(?:y|ies)|forces?|command|investigators?|adviser|advisor|analyst at the agency)|revolutionary guards?(?: corps)?|quds force|secret service|armed forces|joint chiefs|national guard|coast guard|border (?:patrol|guards?)|homeland security investigations|scotland yard|shin bet|state security|central command|special forces|peshmerga|interior ministry troops|investigators',
    ),
  },
  {
    type: 'armed_group',
    words: whole(
      "(?:armed|militant|rebel|resistance|insurgent|paramilitary|jihadist|guerrilla|islamist) (?:groups?|factions?|forces?|movement|organi[sz]ations?|officials?|commanders?|leaders?|spokes\\w+|alliance|coalition|fighters?)|islamic (?:state|jihad)|al-qaeda|al-qaida|al-shabaab|boko haram|kata'ib hezbollah|lebanese hezbollah|rapid support forces|popular mobili[sz]ation (?:forces|units)|factions?|militias?(?:men)?|lord's resistance army|tamil tigers",
    ),
  },
  {
    type: 'igo',
    words: whole(
      '(?:un|u\\.n\\.|united nations|eu|nato) (?:experts?|investigators?|officials?|agenc(?:y|ies)|monitors?|spokes\\w+|inspectors?|peacekeepers?|rapporteurs?|sources?|secretary[- ]general|panel)|united nations|u\\.n\\.|un|unicef|unhcr|unesco|unrwa|world health organi[sz]ation|who officials?|nato|european (?:union|commission|parliament|council|central bank)|e\\.u\\.|eu|iaea|international atomic energy agency|imf|international monetary fund|world bank|arab league|african union|opec|interpol|osce|asean|ecowas|oecd|wto|world food programme?|council of europe|security council|general assembly|gulf cooperation council',
    ),
  },
  {
    type: 'business',
    words: whole(
      '(?:company|industry|corporate|airline|bank|business|oil|trading|market|shipping|banking|financial|trade) (?:officials?|executives?|sources?|spokes\\w+|representatives?|leaders?|lobby|groups?|association)|chief (?:executive|operating|financial|technology|marketing)(?: officer)?|c\\.?e\\.?o\\.?s?|cfo|chambers? of commerce|shareholders?|investors?|traders?|brokers?|business(?:man|men|woman|women|people|es)|entrepreneurs?|compan(?:y|ies)|firms?|corporations?|manufacturers?|retailers?|executives?|airlines?|banks?|lenders?|start-?ups?|developers?|landlords?|employers?|inc|corp|ltd|llc|plc|operator|contractors?|supplier|vendors?|owner of|co-?founder|utilit(?:y|ies)|refiner(?:y|ies)|brokerage|\\p{L}+ (?:giant|maker|chain|line|operator)|breweries|brewery|insurers?|carriers?|google|facebook|meta|amazon|apple|microsoft|boeing|twitter|tesla|exxon|uber|walmart|goldman sachs|jpmorgan|publishers?|owners?|proprietors?|club owner|shop ?keepers',
    ),
  },
  {
    type: 'political',
    words: whole(
      'political (?:sources?|leaders?|opponents?|figures?|activists?|operatives?|consultants?|strategists?|rivals?|parties|party|groups?|blocs?|insiders?)|(?:party|campaign|opposition|parliamentary|congressional|republican|democratic|conservative|labour|coalition|bloc|senate|house) (?:officials?|sources?|leaders?|spokes\\w+|aides?|managers?|chair(?:man|woman)?|strategists?|operatives?|opponents?|advisers?|advisors?|figures?|members?|leadership|staff(?:ers)?|consultants?|whips?|insiders?|activists?|lawmakers?)|campaigns?|lawmakers?|legislators?|senators?|sens?|congress(?:man|men|woman|women|members?)?|reps?|representatives|m\\.?p\\.?s?|members? of (?:parliament|congress|the house|the senate|the knesset)|parliamentarians?|candidates?|nominees?|democrats?|republicans?|g\\.?o\\.?p\\.?|part(?:y|ies)|politicians?|strategists?|opposition|blocs?|coalition|caucus|parliament|senate|knesset|tories|labour|conservatives|liberals|loyalists?|delegates?|councill?ors?|council members?|aldermen|alderman|assembly(?:man|woman)?|house speaker|speaker of|majority leader|minority leader|allies|partisans|super pac|r-\\w+|d-\\w+|political opponents|deput(?:y|ies)|supporters?',
    ),
  },
  {
    type: 'government',
    words: whole(
      "(?:white house|state department|justice department|interior department|treasury|administration|government|ministry|foreign ministry|health|senior administration|senior government|city|town|county|state|federal|local|public health|election|elections|immigration|customs|municipal|provincial|regional) (?:officials?|sources?|spokes\\w+|authorities|press secretary|advisers?|aides?|employees?|workers|figures)|press secretary|prime ministers?|pm|premiers?|deputy ministers?|ministers?|ministr(?:y|ies)|governments?|cabinet|white house|administration|kremlin|downing street|elys[eé]e|governors?|gov|mayors?|chancellor|secretar(?:y|ies) of (?:state|defen[cs]e|the treasury|health|education|labor|energy|commerce|homeland security|the interior)|(?:foreign|home|treasury|defen[cs]e|health|interior|education|energy|labor|justice|commerce|transportation|housing) secretary|department|agency|authorit(?:y|ies)|presidenc(?:y|ies)|commissioners?|city hall|city council|regulators?|commission|inspector general|coroner|medical examiner|national security council|federal reserve|fed|central bank|epa|fda|cdc|irs|bureau|council|prime minister's office|president's office|mayor's office|officials?|civil servants?|monarch|king|queen|crown prince|emir|sheikh|royal court|palace|inspectors?|fire (?:department|chief|officials?)|firefighters?|treasury|harbou?r ?masters?|school boards?|town hall|municipality|registrars?|port authority",
    ),
  },
  {
    type: 'civil_society',
    words: whole(
      "(?:human|civil|women's|animal|gay|voting|gun|immigrant|digital) rights (?:groups?|organi[sz]ations?|activists?|advocates?|lawyers?|monitors?)|(?:rights|aid|advocacy|relief|environmental|campaign|monitoring|watchdog|community|church|religious|activist|protest|charity|humanitarian|union|civil society|civic|pressure) (?:groups?|workers?|organi[sz]ations?|agenc(?:y|ies)|officials?|leaders?|spokes\\w+|sources?|representatives?|organi[sz]ers?)|amnesty(?: international)?|human rights commission|human rights watch|red (?:cross|crescent)|doctors without borders|m[eé]decins sans fronti[eè]res|greenpeace|oxfam|save the children|aclu|naacp|national rifle association|nra|planned parenthood|n\\.?g\\.?o\\.?s?|charit(?:y|ies)|unions?|activists?|campaigners?|advocates?|organi[sz]ers?|bishops?|archbishop|pope|vatican|priests?|pastors?|imams?|clerics?|rabbis?|church(?:es)?|non-?profits?|foundations?|watchdogs?|associations?|federation|humanitarians?|volunteers?|society|league|society of \\w+|ayatollah|patriarch",
    ),
  },
  {
    type: 'expert',
    words: whole(
      '(?:independent|outside|political|military|legal|market|industry|security|medical|energy|climate|defen[cs]e|election|constitutional) (?:observers?|analysts?|experts?|scholars?|researchers?|economists?|scientists?)|analysts?|experts?|professors?|researchers?|scientists?|economists?|think[- ]tanks?|institutes?|universit(?:y|ies)|historians?|scholars?|pollsters?|observers?|academics?|specialists?|consultants?|(?:senior |research )?fellows?(?: at)?|chatham house|brookings|rand|epidemiologists?|virologists?|doctors?|physicians?|surgeons?|psychologists?|psychiatrists?|sociologists?|political scientists?|geologists?|seismologists?|meteorologists?|forecasters?|engineers?|commentators?|criminologists?|biologists?|lecturer|college|center for|centre for|council on foreign relations|carnegie|laborator(?:y|ies)|lab|forensic \\w+|auditors?|biographers?|author of',
    ),
  },
];

// Single words, after the phrases.
const WORDS: readonly TypeWords[] = [
  {
    type: 'media',
    words: whole(
      'channel \\p{N}+|reuters|associated press|ap|afp|agence france-presse|bloomberg|cnn|bbc|msnbc|nbc|abc|cbs|npr|pbs|fox|fox news|sky news|al[- ]jazeera|politico|axios|buzzfeed|breitbart|haaretz|xinhua|tass|irna|fars|tasnim|sana|wafa|anadolu|dpa|kyodo|yonhap|ansa|the (?:\\w+ ){0,3}(?:times|post|journal|guardian|telegraph|herald|tribune|globe|mirror|independent|observer|economist|chronicle|gazette|examiner|dispatch|courier|inquirer|standard|sun|news|star|register|daily|record|press|mail|monitor|bulletin|argus|echo|ledger|sentinel|bee|atlantic|hill|intercept|wire)|(?:\\w+ ){1,3}(?:times|post|tribune|herald|gazette|daily news|magazine|chronicle|newswire|broadcasting)|le monde|der spiegel|el pa[ií]s|asharq al-awsat|newspapers?|journalists?|reporters?|correspondents?|broadcasters?|news anchors?|outlets?|magazines?|columnists?|media|editors?|publication|the paper|news site|network|radio|television|tv',
    ),
  },
  {
    type: 'judicial',
    words: whole(
      'courts?|judges?|justices?|prosecutors?|prosecution|lawyers?|attorneys?|tribunals?|solicitors?|barristers?|counsel|magistrates?|jur(?:y|ies|ors?)|judiciary|plaintiffs?|arbitrators?|ombudsman|law firm',
    ),
  },
  {
    type: 'security',
    words: whole(
      'police|coast ?guard|policemen|policeman|officers?|sheriffs?|army|military|navy|air force|generals?|gen|lt|col|colonels?|majors?|captains?|lieutenants?|sergeants?|sgt|adm|admirals?|commanders?|intelligence|irgc|fbi|cia|nsa|mossad|idf|mi5|mi6|pentagon|troops|soldiers?|marines|detectives?|spies|agents?|guards|garrison|special operations|brigadier|marshal|constables?|gendarmes?|warden|centcom|isi|dea|atf|customs officers',
    ),
  },
  {
    type: 'armed_group',
    words: whole(
      'hamas|hezbollah|hizbullah|houthis?|ansarullah|taliban|isis|isil|daesh|militants?|rebels?|insurgents?|guerrillas?|fighters?|farc|pkk|ypg|m23|rsf|wagner|jihadists?|separatists?|gunmen|warlords?|hostage-takers|fatah brigades|irgc-backed',
    ),
  },
  {
    type: 'citizen',
    words: whole(
      '(?:eye)?witness(?:es)?|residents?|neighbou?rs?|survivors?|victims?|relatives?|famil(?:y|ies)|mothers?|fathers?|parents?|sons?|daughters?|brothers?|sisters?|wives|wife|husbands?|widows?|widower|grand(?:mother|father|son|daughter|parents)|aunt|uncle|cousin|nephew|niece|protesters?|protestors?|demonstrators?|passengers?|drivers?|villagers?|farmers?|students?|pupils?|teachers?|voters?|workers?|shopkeepers?|refugees?|migrants?|people|man|men|woman|women|dock ?workers?|caretakers?|janitors?|porters?|cleaners?|cooks?|taxi drivers?|truckers?|customers?|bystanders?|patients?|nurses?|tenants?|commuters?|locals|tourists?|fishermen|fisherman|miners?|employees?|friends?|onlookers?|householders?|boy|girl|teenagers?|inmates?|prisoners?|detainees?|fans?|shoppers?|whistle-?blowers?|staff|crew|americans?|homeowners?|girlfriend|boyfriend|classmates?|colleagues?|inhabitants?|pensioners?|paramedics?|vendor',
    ),
  },
  { type: 'political', words: whole('president-elect|former president|politician') },
  {
    type: 'government',
    words: whole(
      'president|presidents|secretary|spokes(?:man|woman|person|people)|advis[eo]rs?|aides?|state|washington|moscow|beijing|tehran|baghdad|london|paris|kyiv|kiev|ankara|riyadh|jerusalem|iran|iraq|israel|russia|china|france|germany|turkey|ukraine|syria|the united states|the u\\.s\\.|bureaucrats?|leaders?',
    ),
  },
];

export const TYPE_WORDS: readonly TypeWords[] = [...PHRASES, ...WORDS];
