import type { ScanText } from './scan-text.ts';

/** Deeds, contracts, a table and a thread of mails in French; of our own writing. */
export const french: readonly ScanText[] = [
  {
    name: 'Acte-vente-moulin.pdf',
    font: 'Times-Roman',
    paragraphs: [
      'Acte de vente du moulin de la Roche-Percée',
      'Par-devant maître Sylvain Courtebotte, notaire à Aubusson, ont comparu madame Odile Ferrandon et monsieur Pascal Nivelle.',
      'Madame Ferrandon vend à monsieur Nivelle le moulin de la Roche-Percée, cadastré section B, numéro 247.',
      'Le prix du moulin est fixé à 132 500 euros, payables le jour de la signature.',
      'La roue du moulin a été refaite en 1996 par le charpentier Gaspard Lemoigne.',
      'Le bief reste grevé d’une servitude au profit de la commune de Vallière.',
      'L’acquéreur entrera en jouissance le 20 septembre 2020.',
      'Les frais d’acte, soit 9 840 euros, sont à la charge de l’acquéreur.',
    ],
    asks: [
      { question: 'À quel prix le moulin a-t-il été vendu ?', gold: 3, facts: ['132 500 euros'] },
      {
        question: 'Quel notaire a reçu l’acte de vente du moulin ?',
        gold: 1,
        facts: ['Sylvain Courtebotte'],
      },
      {
        question: 'Quel charpentier a refait la roue du moulin ?',
        gold: 4,
        facts: ['Gaspard Lemoigne'],
      },
      {
        question: 'Quand l’acquéreur entrera-t-il en jouissance ?',
        gold: 6,
        facts: ['20 septembre 2020'],
      },
      { question: 'À combien s’élèvent les frais d’acte ?', gold: 7, facts: ['9 840 euros'] },
    ],
  },
  {
    name: 'Testament-Delahaye.pdf',
    font: 'Courier',
    paragraphs: [
      'Testament de Bérengère Delahaye',
      'Je lègue ma maison de Cancale à ma filleule Isaure Montclar.',
      'Je lègue la somme de 15 600 euros au refuge des Quatre Vents.',
      'Mon piano sera remis à l’école de musique de Dinan avant le 30 juin 2025.',
      'Je nomme exécuteur testamentaire mon ami Thibault Grandchamp.',
      'La collection de timbres, estimée à 2 350 euros, revient à mon cousin Fabrice.',
    ],
    asks: [
      { question: 'À qui est léguée la maison de Cancale ?', gold: 1, facts: ['Isaure Montclar'] },
      {
        question: 'Quelle somme est léguée au refuge des Quatre Vents ?',
        gold: 2,
        facts: ['15 600 euros'],
      },
      {
        question: 'Qui est nommé exécuteur testamentaire ?',
        gold: 4,
        facts: ['Thibault Grandchamp'],
      },
      {
        question: 'Avant quelle date le piano sera-t-il remis ?',
        gold: 3,
        facts: ['30 juin 2025'],
      },
      {
        question: 'À combien la collection de timbres est-elle estimée ?',
        gold: 5,
        facts: ['2 350 euros'],
      },
    ],
  },
  {
    name: 'Bail-atelier.pdf',
    font: 'Helvetica',
    paragraphs: [
      'Bail de l’atelier de la rue des Tanneurs',
      'La société Verbruggen donne à bail à la céramiste Maud Lestrange un atelier de 84 mètres carrés.',
      'Le loyer mensuel de l’atelier est de 720 euros, charges comprises.',
      'Le dépôt de garantie s’élève à 1 440 euros.',
      'Le bail prend effet le 1er février 2022 pour une durée de neuf ans.',
      'Le four à céramique ne peut fonctionner après 22 heures.',
      'Les clés sont remises par le gardien, monsieur Anselme Poirier.',
    ],
    asks: [
      { question: 'Quel est le loyer mensuel de l’atelier ?', gold: 2, facts: ['720 euros'] },
      { question: 'À combien s’élève le dépôt de garantie ?', gold: 3, facts: ['1 440 euros'] },
      { question: 'Quelle est la surface de l’atelier ?', gold: 1, facts: ['84 mètres carrés'] },
      {
        question: 'Jusqu’à quelle heure le four à céramique peut-il fonctionner ?',
        gold: 5,
        facts: ['22 heures'],
      },
      { question: 'Qui remet les clés de l’atelier ?', gold: 6, facts: ['Anselme Poirier'] },
    ],
  },
  {
    name: 'Contrat-traiteur.pdf',
    font: 'Times-Roman',
    paragraphs: [
      'Contrat de réception au domaine de la Bergerie',
      'Le traiteur Maison Castelnau servira un repas à 110 convives le 6 août 2023.',
      'Le menu est facturé 68,40 euros par personne, boissons non comprises.',
      'Un acompte de 2 500 euros est versé à la commande.',
      'La cheffe Noémie Rascol compose le menu avec les mariés.',
      'Toute annulation après le 15 juillet 2023 entraîne la perte de l’acompte.',
      'La vaisselle cassée est facturée 4 euros la pièce.',
    ],
    asks: [
      {
        question: 'À combien le menu est-il facturé par personne ?',
        gold: 2,
        facts: ['68,40 euros'],
      },
      { question: 'Quel acompte est versé à la commande ?', gold: 3, facts: ['2 500 euros'] },
      { question: 'Qui compose le menu avec les mariés ?', gold: 4, facts: ['Noémie Rascol'] },
      {
        question: 'Combien de convives le traiteur servira-t-il ?',
        gold: 1,
        facts: ['110 convives'],
      },
      {
        question: 'Après quelle date une annulation fait-elle perdre l’acompte ?',
        gold: 5,
        facts: ['15 juillet 2023'],
      },
    ],
  },
  {
    name: 'Tarifs-camping.pdf',
    font: 'Helvetica',
    paragraphs: ['Tarifs du camping des Genêts, saison 2024'],
    table: [
      ['Hébergement', 'Couchages', 'Basse saison', 'Haute saison'],
      ['Roulotte', '4', '62 euros', '95 euros'],
      ['Cabane perchée', '2', '78 euros', '124 euros'],
      ['Chalet familial', '6', '110 euros', '168 euros'],
      ['Tente safari', '5', '54 euros', '87 euros'],
      ['Péniche', '8', '145 euros', '215 euros'],
    ],
    asks: [
      { question: 'Combien coûte la roulotte en haute saison ?', gold: [1], facts: ['95 euros'] },
      {
        question: 'Quel est le prix de la cabane perchée en basse saison ?',
        gold: [2],
        facts: ['78 euros'],
      },
      {
        question: 'Combien coûte le chalet familial en haute saison ?',
        gold: [3],
        facts: ['168 euros'],
      },
      { question: 'Combien de couchages la péniche offre-t-elle ?', gold: [5], facts: ['8'] },
      {
        question: 'Quel est le prix de la tente safari en haute saison ?',
        gold: [4],
        facts: ['87 euros'],
      },
    ],
  },
  {
    name: 'Courriels-chaudiere.png',
    font: 'Helvetica',
    paragraphs: [
      'De : Corinne Vasseur   À : Chauffage Marchetti   Date : 8 janvier 2024   Objet : Chaudière de la crèche',
      'Bonjour, la chaudière de la crèche est en panne depuis samedi matin.',
      'La température est descendue à 13 degrés dans le dortoir.',
      'De : Chauffage Marchetti   À : Corinne Vasseur   Date : 9 janvier 2024   Objet : RE : Chaudière de la crèche',
      'Bonjour madame Vasseur, notre technicien Loïc Ternisien passera mercredi à 7 heures.',
      'Le remplacement du brûleur coûtera 1 785 euros, déplacement compris.',
      'En attendant, la mairie prête trois radiateurs électriques.',
    ],
    asks: [
      { question: 'Combien coûtera le remplacement du brûleur ?', gold: 5, facts: ['1 785 euros'] },
      {
        question: 'Quel technicien passera pour la chaudière ?',
        gold: 4,
        facts: ['Loïc Ternisien'],
      },
      { question: 'À quelle température est descendu le dortoir ?', gold: 2, facts: ['13 degrés'] },
      { question: 'Qui prête des radiateurs électriques ?', gold: 6, facts: ['mairie'] },
      {
        question: 'Depuis quand la chaudière de la crèche est-elle en panne ?',
        gold: 1,
        facts: ['samedi matin'],
      },
    ],
  },
];
