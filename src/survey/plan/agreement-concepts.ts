import { concept, type Concept } from './concept.ts';

/** Late payment has terms of its own. */
const LATE =
  /(?<!\p{L})(?:late|overdue|arrears interest|retard\p{L}*|verzug\p{L}*|verspatet\p{L}*|mora|demora|ritardo)(?!\p{L})/u;

/** What the law asks for anyway names no law. */
const MERE_LAW =
  /(?:as per|under|by|comply with|accordance with|subject to|permitted by|required by) (?:all |any |the )*applicable laws?/u;

/** What most agreements state. */
export const agreementConcepts: readonly Concept[] = [
  concept(
    'parties',
    ['parties'],
    ['parties', 'parties', 'Vertragsparteien', 'partes', 'parti'],
    [
      'part(?:y|ies)|contracting part(?:y|ies)|counterpart(?:y|ies)',
      'parties|parties contractantes|cocontractants?|contractants?',
      '(?:vertrags)?partei|(?:vertrags)?parteien|vertragspartner*',
      'partes|partes contratantes|contratantes',
      'parti|parti contraenti|contraent*|controparti',
    ],
  ),
  concept(
    'law',
    ['clause'],
    [
      'governing law',
      'droit applicable',
      'anwendbares Recht',
      'ley aplicable',
      'legge applicabile',
    ],
    [
      'governing laws?|applicable laws?|choice of law|governed (?:exclusively )?by(?: and [^,;.]{0,60})? (?:the )?laws?|governed by \\p{L}+ law|construed [^,;.]{0,60} laws?',
      'droit applicable|loi applicable|(?:soumis|regi|regie|soumise)s? (?:exclusivement )?(?:au droit|a la loi|par le droit|par la loi)|(?:droit|loi) \\p{L}+ (?:est |sera )?(?:seule? )?applicable',
      'anwendbares recht|rechtswahl|es gilt \\p{L}+ recht|(?:dem|das|nach) recht der|unterliegt \\p{L}+ recht|es gilt (?:ausschliesslich )?(?:das )?(?:recht|\\p{L}+ recht)',
      'ley(?:es)? aplicables?|derecho aplicable|legislacion aplicable|se (?:rige|regira) por (?:la ley|las leyes|el derecho|la legislacion)|legislacion \\p{L}+',
      'legge applicabile|diritto applicabile|(?:regolat|disciplinat|soggett)[oa] (?:dall|all)[ae]* (?:legge|diritto)|(?:regolat|disciplinat)[oa] dal diritto|legge \\p{L}+',
    ],
    { unless: MERE_LAW },
  ),
  concept(
    'jurisdiction',
    ['clause'],
    ['jurisdiction', 'juridiction', 'Gerichtsstand', 'jurisdicción', 'foro competente'],
    [
      'jurisdictions?|courts? of|place of jurisdiction',
      'juridictions?|tribuna(?:l|ux) [^,;.]{0,60}competents?|competence exclusive|releve(?:nt|ra)? (?:du|des) tribuna(?:l|ux)',
      'gerichtsstand*',
      'jurisdiccion|(?:juzgados|tribunales) de|fuero',
      'foro competente|foro (?:esclusivo )?(?:di|e)|giurisdizione|tribunale di',
    ],
  ),
  concept(
    'payment',
    ['duration', 'text'],
    ['payment terms', 'paiement', 'Zahlungsziel', 'pago', 'pagamento'],
    [
      'payment terms?|terms? of payment|payable|invoices?|instalments?|installments?',
      'paiement|conditions? de (?:paiement|reglement)|delais? de paiement|payables?|factures?|reglements?|prelev*|echeanciers?',
      'zahlungsziel*|zahlungsfrist*|zahlungsbedingung*|zahlungsweise|zahlbar|rechnungen?|rechnungsbetrag|zu (?:be)?zahlen|zu uberweisen|fallig|begleichen',
      'pagos?|condiciones de pago|plazos? de pago|pagader*|facturas?|se abonara*',
      'pagament*|condizioni di pagamento|termini di pagamento|pagabil*|fattur*|da versare',
    ],
    { unless: LATE },
  ),
  concept(
    'salary',
    ['money'],
    ['salary', 'salaire', 'Gehalt', 'salario', 'retribuzione'],
    [
      'salar(?:y|ies)|wages?|remuneration|gross pay',
      'salaires?|remuneration|traitement (?:mensuel|annuel)|appointements',
      '(?:brutto|monats|jahres|grund)?gehalt*|(?:brutto|monats|stunden|grund)?lohn|arbeitsentgelt|bruttoentgelt',
      'salarios?|sueldos?|retribucion*|remuneracion*',
      'stipendi*|retribuzion*|salari*',
    ],
  ),
  concept(
    'liability',
    ['money', 'clause'],
    ['liability', 'responsabilité', 'Haftung', 'responsabilidad', 'responsabilità'],
    [
      '(?:aggregate |total |limitation of |limit of )?liabilit(?:y|ies)(?! insurance)|liability caps?|liable',
      '(?:limitation de |plafond de )?responsabilite(?! civile)',
      'haftung|haftet|haften|haftungsbegrenzung|haftungsgrenze|haftungsobergrenze',
      'responsabilidad(?! civil)',
      'responsabilita(?! civile)',
    ],
  ),
  concept(
    'insurance',
    ['money', 'clause'],
    ['insurance', 'assurance', 'Versicherung', 'seguro', 'assicurazione'],
    [
      'insur(?:e|es|ed|ance|ances)',
      "assurances?|s'assurer|assure(?:r|ra)?",
      '(?:betriebs)?(?:haftpflicht)?versicherung*|versichern|haftpflicht*',
      'seguros?|asegurar',
      'assicurazion*|assicurar*|polizz*',
    ],
  ),
  concept(
    'renewal',
    ['duration', 'clause'],
    ['renewal', 'reconduction', 'Verlängerung', 'renovación', 'rinnovo'],
    [
      'renewals?|renew(?:s|ed|ing)?|renewable (?:for|by|at)|extension option|option to extend|extend(?:s|ed)? (?:automatically|for)',
      'reconduction|reconduit*|renouvel*|prorog*',
      'verlangerung*|verlangert|verlangerungsoption*',
      'renovacion*|renuev*|renovar*|prorrog*',
      'rinnov*|prorog*',
    ],
  ),
  concept(
    'penalty',
    ['money', 'percent', 'clause'],
    ['penalty', 'pénalité', 'Vertragsstrafe', 'penalización', 'penale'],
    [
      'penalt(?:y|ies)|liquidated damages|late payment interest|service credits?',
      'penalites?|clause penale|indemnites? forfaitaires?|interets de retard',
      'vertragsstrafe*|verzugszins*|ponale*|strafzahlung*',
      'penalizacion*|penalidad*|clausula penal|intereses de demora',
      'penal[ei]|clausola penale|interessi di mora',
    ],
  ),
  concept(
    'holiday',
    ['duration'],
    ['holiday', 'congés', 'Urlaub', 'vacaciones', 'ferie'],
    [
      '(?:paid |annual )?(?<!public )(?<!bank )holidays?|annual leave|paid leave|vacation*',
      'conges(?: payes| annuels)?',
      '(?:jahres|erholungs)?urlaub|urlaubstage|urlaubsanspruch',
      'vacaciones',
      'ferie',
    ],
    { unless: /(?<!\p{L})(?:hours?|heures?|stunden|horas|ore)(?!\p{L})/u },
  ),
  concept(
    'signed',
    ['date'],
    ['date of agreement', 'date de signature', 'Vertragsdatum', 'fecha de firma', 'data di firma'],
    [
      'dates? of (?:the |this )?(?:agreement|contract|signature|signing)|signature dates?|signed(?: on)?|dated|(?:made|entered into) (?:on|as of)',
      'dates? de signature|signe(?:e|s|es)? le|fait a [^,;.]{0,40}le|en date du',
      'vertragsdatum|unterzeichnet am|unterschrieben am|datum',
      'fechas? de (?:la )?firma|firmado (?:en|el)|fecha del contrato',
      'data di (?:firma|sottoscrizione)|sottoscritto (?:a|il)|firmato (?:a|il)',
    ],
  ),
  concept(
    'amount',
    ['money'],
    ['amount', 'montant', 'Betrag', 'importe', 'importo'],
    [
      'amounts?|contract value|(?:total |contract )?sum|rents?|rental|salar(?:y|ies)|wages?|prices?|fees?|charges?|charged|budgets?|pays? (?=[^,;.]{0,40}(?:\\d|£|€|\\$))',
      'montants?|sommes?|loyers?|salaires?|remuneration|prix|tarifs?|redevances?|honoraires|budgets?|capital',
      'betrag|betrage|summe|auftragswert|vertragswert|auftragssumme|*miete|pachtzins|mietzins|*gehalt|lohn|*preis|*gebuhr|*pauschale|vergutung*|honorar*|budget*|erhalt (?=[^,;.]{0,40}\\d)',
      'importes?|cantidad|suma|alquiler*|renta|salarios?|precios?|honorarios|cuotas?|presupuestos?',
      'importi?o?|somma|canone|affitto|retribuzion*|prezz*|compens*|budget',
    ],
    { wide: true },
  ),
];
