/**
 * Abbreviations after which a full stop ends no sentence, lower case, without the stop, parts of
 * one such as `z. B.` as its last part. Own lists, from the usual style guides of each language.
 */
export interface Abbreviations {
  /** Something always follows: titles, references, `e.g.` */
  readonly leading: ReadonlySet<string>;
  /** Part of a reference only where a number follows: `No. 5`, but `The answer is no.` */
  readonly beforeNumber: ReadonlySet<string>;
}

const words = (list: string): string[] => list.split(' ');

const shared = {
  leading: words('dr prof st art cf vs vol fig tab approx ca nr ed eds hon'),
  beforeNumber: words('no p pp ch sec para par par cap col n nos'),
};

const byLanguage: Readonly<Record<string, { leading: string[]; beforeNumber: string[] }>> = {
  en: {
    leading: words(
      'mr mrs ms messrs rev gen col capt lt sgt sen rep gov pres supt e.g i.e eg ie viz esp resp incl excl al mt ft',
    ),
    beforeNumber: words(
      'jan feb mar apr jun jul aug sep sept oct nov dec arts appx cl reg eq ref tel ext ver v est',
    ),
  },
  de: {
    leading: words(
      'hr hrn fr frl ing dipl mag abs ziff lit bzw bzgl vgl gem inkl exkl zzgl zz evtl ggf sog insb allg a.d z.b u.a d.h i.d.r i.v.m z.t o.g s.o s.u v.a bspw betr verf hrsg jg abb anm kap str tel geb gest mind max min mio mrd rd lfd eig einschl entspr ehem zb dh ua idr ivm zt usf',
    ),
    beforeNumber: words(
      's § rn rz bd nrn bl z jan feb mär mrz apr jun jul aug sep sept okt nov dez',
    ),
  },
  fr: {
    leading: words(
      'm mm mme mmes mlle mlles me mgr pr p.ex p.-d c.-à-d ex env av apr bd chap éd réf tél sté ets dép dir',
    ),
    beforeNumber: words('al alinéa s ann sept oct nov déc janv févr fév avr juil'),
  },
  es: {
    leading: words(
      'sr sra srta sres d dña dª ud uds vd vds lic ing arq pág págs p.ej ej aprox núm avda c dcha izq fdo excmo',
    ),
    beforeNumber: words('cap apdo art arts inc ene feb mar abr jun jul ago sept oct nov dic'),
  },
  it: {
    leading: words(
      'sig sigg sigra sig.ra dott avv ing arch geom rag on p.es es pag pagg cfr ecc.mo spett egr gent circa tel',
    ),
    beforeNumber: words('artt co lett gen feb mar apr mag giu lug ago set sett ott nov dic'),
  },
  nl: {
    leading: words(
      'dhr mevr mw mej ir ing mr drs bijv bv d.w.z m.b.t t.a.v i.v.m o.a nl blz pag lid enz.v resp excl incl max min tel afd',
    ),
    beforeNumber: words('artt hfst jan feb mrt apr jun jul aug sep sept okt nov dec'),
  },
  pt: {
    leading: words(
      'sr sra srs sras dra eng arq exmo exma v.exa pág págs p.ex ex aprox núm av tel lda',
    ),
    beforeNumber: words('cap al jan fev mar abr mai jun jul ago set out nov dez'),
  },
  pl: {
    leading: words(
      'inż mgr hab p.n.e np tzn tzw ul al os pl im św poz pkt ust ww ok godz tel wg zob por m.in',
    ),
    beforeNumber: words('str s t r z rozdz'),
  },
};

const cache = new Map<string, Abbreviations>();

/** The lists for a language; those common to all where it has none of its own. */
export function abbreviationsOf(language: string): Abbreviations {
  const own = Object.hasOwn(byLanguage, language) ? byLanguage[language] : undefined;
  const key = own === undefined ? '' : language;
  let found = cache.get(key);
  if (found === undefined) {
    found = {
      leading: new Set([...shared.leading, ...(own?.leading ?? [])]),
      beforeNumber: new Set([...shared.beforeNumber, ...(own?.beforeNumber ?? [])]),
    };
    cache.set(key, found);
  }
  return found;
}
