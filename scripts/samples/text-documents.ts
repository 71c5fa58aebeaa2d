/** Documents written as they are: Markdown, HTML and plain text. */
export const texts: Readonly<Record<string, string>> = {
  'Wartungsplan-Werkstatt.md': `# Wartungsplan der Werkstatt Kehl

Gültig ab dem 1. Februar 2026. Verantwortlich: Jürgen Adler, Bucht 3.

## Schweißplätze

Die Absaugung der Schweißplätze wird vierteljährlich geprüft, die Filter werden nach 400 Betriebsstunden gewechselt. Die Schlauchpakete der Schweißgeräte sind jeden Montag vor Schichtbeginn auf Risse zu untersuchen.

## Rohrbiegemaschine

- Hydrauliköl: Wechsel nach 1.200 Betriebsstunden, Sorte HLP 46, Füllmenge 38 Liter
- Endschalter: Prüfung am ersten Werktag des Monats
- Biegewerkzeuge: Vermessung nach je 5.000 Biegungen

## Pulverbeschichtung

Der Ofen wird auf 185 Grad Celsius gehalten. Die Abweichung darf höchstens fünf Grad betragen. Einmal im Halbjahr prüft die Firma Brenner aus Offenburg die Gasleitung; der nächste Termin ist der 14. Dezember 2026.

| Anlage | Prüfung | Abstand |
| --- | --- | --- |
| Kompressor | Kondensat ablassen | täglich |
| Hallenkran | Sachkundiger | 12 Monate |
| Stapler | UVV-Prüfung | 12 Monate |
| Hebebühne | Sichtprüfung | 1 Monat |
`,
  'Guide-accueil.md': `# Bienvenue chez Lindhof & Perrault

Ce guide accompagne les quatre premières semaines des nouveaux collègues à Strasbourg.

## Le premier jour

Vous êtes attendu à 9 heures à l'accueil, 9 quai des Bateliers. Votre parrain ou votre marraine vous remet le badge, le téléphone et la clé du vestiaire. Le déjeuner du premier jour est offert au restaurant de la cour.

## La première semaine

1. Lundi : visite du bureau et du hall d'exposition.
2. Mardi : journée à l'atelier de Kehl, chaussures de sécurité fournies.
3. Jeudi : formation à la protection des données, de 14 h à 16 h.

## Mutuelle et transports

L'entreprise prend en charge 65 % de la mutuelle et 75 % de l'abonnement de tram. La demande se fait au bureau du personnel avant le 10 du mois pour le mois suivant.

## Période d'essai

La période d'essai dure quatre mois. Un entretien a lieu à la fin de la sixième semaine et un autre à la fin du troisième mois.
`,
  'Conditions-de-garantie.html': `<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><title>Conditions de garantie des remorques</title></head>
<body>
<h1>Conditions de garantie des remorques</h1>
<p>Ces conditions s'appliquent aux remorques vendues en France et en Belgique depuis le 1<sup>er</sup> janvier 2026.</p>
<h2>Durée</h2>
<p>Le cadre est garanti dix ans contre la rupture. L'attelage et les roues sont garantis trois ans, la toile et les sangles dix-huit mois. La garantie du cadre est transmise au deuxième propriétaire si la remorque est enregistrée dans les trois mois après l'achat.</p>
<h2>Exclusions</h2>
<ul>
<li>l'usure normale des pneus et des patins ;</li>
<li>les dommages dus à une charge supérieure à la charge indiquée ;</li>
<li>les réparations faites avec des pièces d'une autre marque.</li>
</ul>
<h2>Délais de réparation</h2>
<table>
<tr><th>Pièce</th><th>Délai en atelier</th><th>Frais hors garantie</th></tr>
<tr><td>Roue de 16 pouces</td><td>2 jours</td><td>48 EUR</td></tr>
<tr><td>Attelage</td><td>4 jours</td><td>65 EUR</td></tr>
<tr><td>Toile</td><td>9 jours</td><td>112 EUR</td></tr>
</table>
<p>Une remorque de prêt est fournie lorsque la réparation dure plus de cinq jours.</p>
</body>
</html>
`,
  'Datenschutz-Kundenkarte.html': `<!doctype html>
<html lang="de">
<head><meta charset="utf-8"><title>Datenschutzhinweise zur Kundenkarte</title></head>
<body>
<h1>Datenschutzhinweise zur Kundenkarte</h1>
<p>Wer eine Kundenkarte beantragt, gibt Namen, Anschrift und die Rahmennummer des Anhängers an. Das Geburtsdatum wird nicht erhoben.</p>
<h2>Speicherdauer</h2>
<p>Die Angaben werden 26 Monate nach dem letzten Kauf gelöscht. Rechnungen werden zehn Jahre aufbewahrt, weil das Handelsrecht es verlangt.</p>
<h2>Auskunft</h2>
<p>Auskunft erteilt die Datenschutzbeauftragte Dr. Solveig Brandt binnen zwei Wochen. Die Anfrage ist kostenlos und an keine Form gebunden.</p>
</body>
</html>
`,
  'Safety-notice-hitch.txt': `SAFETY NOTICE 7/2026

Hitch of the Cargo 60, serial numbers 60-11800 to 60-12455

On trailers built between 2 February and 13 March 2026 the locking pin of
the hitch may work loose on cobbles. Nobody has been hurt so far.

What to do
----------

Stop using the trailer. Send us the serial number by telephone or through the
dealer. We send a new pin of steel 42CrMo4 within three working days, with a
key of 6 millimetres. Changing it takes about ten minutes. The torque is
22 newton metres.

Dealers keep a stock of 15 pins each. The costs of a dealer's work are paid up
to 25 euros a trailer when the form is sent by 30 November 2026.
`,
  'Lieferanten.txt': `LIEFERANTEN DER WERKSTATT KEHL
Stand: September 2026

Aluminiumrohre kommen von der Rheinmetallbau Duisburg AG. Die Lieferzeit beträgt
fünf Wochen, die Mindestmenge 800 Meter. Ansprechpartnerin ist Frau Yıldız.

Reifen und Schläuche liefert Vredeveld aus Enschede. Bestellungen bis Mittwoch
12 Uhr treffen am Dienstag der folgenden Woche ein.

Planen näht die Toilerie du Ried in Sélestat. Der Rahmenvertrag läuft am
31. August 2027 aus und verlängert sich um ein Jahr, wenn er nicht drei Monate
vorher gekündigt wird.
`,
  'Compte-rendu-CSE-octobre.txt': `COMPTE RENDU DU COMITÉ SOCIAL ET ÉCONOMIQUE
Réunion du 15 octobre 2026, Strasbourg

Présents : Mme Haller (présidente), M. Dumas, Mme N'Diaye, M. Kessler.

1. Horaires d'hiver
Le comité approuve l'ouverture du hall d'exposition à 10 h 30 de novembre à
février. Le personnel concerné garde le même nombre d'heures.

2. Cantine
La subvention du repas passe de 4,20 euros à 4,80 euros au 1er janvier 2027. Le
contrat avec le traiteur est renouvelé pour deux ans.

3. Fête d'hiver
La fête a lieu le 11 décembre 2026 au port de Kehl. Le budget est de 38 euros par
personne.
`,
};
