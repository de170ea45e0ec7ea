/**
 * The words that `describe.ts` knows: what kind of source a role, an organisation or an outlet is.
 * English words stand in the singular, lower case; Arabic words without the article.
 */
import type { SourceType } from './source.ts';

/** Nouns for people by what they do. Those of `untyped` take their type from the words around. */
export const ROLES: ReadonlyMap<string, SourceType> = index({
  government: `minister president premier chancellor governor mayor vice-president secretary
    official bureaucrat spokesman spokeswoman spokesperson aide adviser advisor representative
    civil-servant regulator inspector وزير رئيس مسؤول مسؤولون مسؤولين متحدث ناطق
    مستشار مستشارون مستشاري محافظ`,
  diplomatic: `diplomat ambassador consul envoy attaché attache دبلوماسي دبلوماسيون دبلوماسيين
    سفير مبعوث قنصل`,
  security: `soldier officer general colonel commander major lieutenant admiral sergeant policeman
    policewoman police troop intelligence-officer spy detective marine sheriff ضابط ضباط جندي جنود
    عسكري قائد عميد لواء شرطي`,
  political: `lawmaker legislator senator congressman congresswoman deputy mp parliamentarian
    politician candidate partisan loyalist opponent party faction bloc councillor
    نائب نواب سياسي سياسيون سياسيين مرشح برلماني`,
  judicial: `judge prosecutor lawyer attorney magistrate court jurist solicitor barrister قاض قاضي
    محام محامي محامون قضاة`,
  armed_group: `militant rebel fighter militia militiaman insurgent jihadist مسلح مسلحون مسلحين
    مقاتل مقاتلون فصائل فصيل`,
  civil_society: `activist campaigner cleric priest imam bishop rabbi unionist organiser organizer
    volunteer aid-worker ngo union ناشط ناشطون ناشطة`,
  expert: `analyst expert academic researcher professor scholar pollster economist historian
    scientist fellow observer specialist lecturer epidemiologist doctor خبير خبراء محلل محللون
    محللين باحث باحثون أستاذ مراقب مراقبون`,
  business: `executive businessman businesswoman trader banker investor company firm employer ceo
    shareholder contractor تاجر تجار مستثمر شركة`,
  media: `journalist reporter editor correspondent newspaper broadcaster outlet media report
    press channel صحفي صحفيون صحافي وسائل تقارير إعلام`,
  citizen: `resident witness eyewitness victim survivor relative protester protestor neighbour
    neighbor bystander villager citizen voter refugee demonstrator parent mother father worker
    student farmer patient passenger local شاهد شهود سكان مواطن مواطنون متظاهر متظاهرون أهالي ضحايا`,
  record: `document dataset law memo transcript filing وثيقة وثائق مستند بيانات`,
  social: 'account post tweet حساب تغريدة',
  untyped: `source person people member figure leader insider employee colleague head chief
    delegate participant group man woman individual مصدر مصادر شخص أشخاص شخصية شخصيات عضو أعضاء
    زعيم قيادي قياديون`,
});

/** Words inside an organisation's name, or before or after a role: "party official". */
export const FIELDS: ReadonlyMap<string, SourceType> = index({
  government: `government ministry cabinet department presidency premiership administration
    municipality governorate state agency authority governmental white-house kremlin وزارة حكومة
    حكومي حكومية مديرية محافظة رئاسة`,
  diplomatic: 'embassy consulate mission diplomatic سفارة قنصلية دبلوماسي دبلوماسية',
  security: `army military police intelligence navy guard guards guard's forces air-force security idf irgc pentagon cia fbi mossad gendarmerie جيش شرطة حرس أمن أمني أمنية عسكري
    عسكرية استخبارات مخابرات`,
  political: `party parties parliament congress senate framework coalition bloc alliance knesset
    opposition political faction assembly legislative حزب برلمان مجلس كتلة تحالف ائتلاف إطار سياسي
    سياسية`,
  judicial: 'court tribunal judiciary judicial prosecution محكمة قضاء قضائي قضائية نيابة',
  armed_group: `hezbollah hizbollah hizballah hamas houthi houthis isis taliban brigades militia
    armed rebel militant kata'ib kataib asa'ib asaib hashd pkk كتائب عصائب حشد حماس سرايا`,
  igo: `nato un unifil unicef undp unhcr who iaea eu imf opec opec+ nations ecowas asean icc
    european-union league`,
  civil_society: `union charity ngo church mosque foundation association campaign watch amnesty
    society syndicate نقابة منظمة جمعية مؤسسة`,
  expert: `university institute think-tank college academy chatham centre center brookings carnegie
    جامعة معهد مركز`,
  business: `company corporation bank ltd inc corp plc llc holdings airline industry business
    شركة بنك مصرف`,
  media: `newspaper news agency times post guardian journal daily tribune herald reuters ap afp bbc
    cnn bloomberg al-jazeera jazeera tv television radio magazine media gazette associated broadcasting
    channel upi aawsat al-awsat awsat haaretz axios politico npr وكالة صحيفة قناة
    إذاعة`,
});

/** Titles that stand before a person's name. */
export const TITLES: ReadonlyMap<string, SourceType> = index({
  government: `president minister secretary governor mayor chancellor premier king queen prince
    spokesman spokeswoman spokesperson adviser advisor رئيس وزير الرئيس متحدث`,
  diplomatic: 'ambassador envoy consul سفير السفير',
  security: 'gen general col colonel maj lt brig brigadier admiral commander capt captain اللواء',
  political: 'sen senator rep congressman congresswoman mp deputy lawmaker speaker النائب',
  judicial: 'judge justice prosecutor lawyer القاضي المحامي',
  expert: 'prof professor analyst economist الخبير المحلل الأستاذ',
  untyped: 'mr mrs ms dr sir sheikh sayyid السيد الشيخ الدكتور',
});

/** An organisation by a word of its name that gives no type. */
export const ORGANISATION_WORDS: ReadonlySet<string> = new Set(
  `office council committee commission front movement organisation organization house board
   service bureau team club مكتب هيئة حركة لجنة اتحاد`.split(/\s+/),
);

/** Adjectives that say nothing about a source: "informed sources" is still a bare source. */
export const EMPTY_WORDS: ReadonlySet<string> = new Set(
  `informed well-informed well-placed reliable credible trusted anonymous unnamed unidentified
   undisclosed multiple various different other certain media the of مطلعة مطلع موثوقة موثوق خاصة
   خاص`.split(/\s+/),
);

/** Countries, and capitals that stand for their governments. */
export const PLACES: ReadonlySet<string> = new Set([
  ...countryNames(),
  ...'us u.s. uk washington tehran baghdad moscow beijing damascus ankara riyadh paris'.split(' '),
  'white house',
]);

export const NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10 },
    ...{ eleven: 11, twelve: 12, thirteen: 13, fourteen: 14, fifteen: 15, sixteen: 16 },
    ...{ seventeen: 17, eighteen: 18, nineteen: 19, twenty: 20, thirty: 30, forty: 40 },
    ...{ fifty: 50, sixty: 60, seventy: 70, eighty: 80, ninety: 90, both: 2 },
    ...{ ثلاثة: 3, ثلاث: 3, أربعة: 4, أربع: 4, خمسة: 5, خمس: 5, ستة: 6, ست: 6, سبعة: 7, سبع: 7 },
    ...{ ثمانية: 8, ثماني: 8, تسعة: 9, تسع: 9, عشرة: 10, عشر: 10 },
  }),
);

function countryNames(): string[] {
  const names = new Intl.DisplayNames(['en'], { type: 'region' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  return codes.flatMap((code) => {
    const name = names.of(code);
    return name && name !== code ? [name.toLowerCase()] : [];
  });
}

function index(
  words: Readonly<Partial<Record<SourceType, string>>>,
): ReadonlyMap<string, SourceType> {
  return new Map(
    Object.entries(words).flatMap(([type, list]) =>
      list.split(/\s+/).map((word) => [word, type as SourceType] as const),
    ),
  );
}
