import { expect, test } from 'vitest';
import { holdsFigure } from '../../../src/answer/expected/holds-figure.ts';

test.each([
  ['kept for thirty days', 'en', true],
  ['zehn Jahre aufbewahrt', 'de', true],
  ['dix ans', 'fr', true],
  ['12 lat', 'pl', true],
  ['kept for a while', 'en', false],
])('%s (%s) holds a figure: %s', (text, language, holds) => {
  expect(holdsFigure(text, language)).toBe(holds);
});

test.each([
  ['The rent is 40 euros.', 'money', true],
  ['The rent changes by four percent.', 'money', false],
  ['The rent changes by four percent.', 'share', true],
  ['It runs for two years.', 'time', true],
  ['It has 12 rooms.', 'time', false],
  ['It runs until 31 March 2028.', 'time', true],
  ['The fair is held from 4 to 7 May 2028.', 'time', true],
  ['Harbour office, 31 March 2028', 'time', false],
  ['The brakes are tested twice a year.', 'frequency', true],
  ['The brakes are tested every six months.', 'frequency', true],
  ['The brakes were tested on 2 May 2028.', 'frequency', false],
  ['It may be ended with two months’ notice.', 'notice', true],
  ['It ends on 31 March 2028.', 'notice', false],
  ['It was built in 1921.', 'date', true],
  ['It has 12 rooms.', 'date', false],
  ['Wages are transferred on the 27th.', 'date', true],
  ['Moorings are free of charge.', 'money', true],
  ['Twelve boats sank.', 'count', true],
  ['1,281 boats sank.', 'count', true],
  ['1281 boats sank.', 'count', true],
  ['Both boats sank.', 'count', true],
  ['The boats sank in 1281 because of a storm.', 'count', false],
  ['The boats sank (1281).', 'count', false],
  ['On 20 September 1565 the fleet sank.', 'count', false],
  ['The second fleet sank at pier 4.5.2.', 'count', false],
  ['12 percent of the boats sank.', 'count', true],
  ['The sinking cost 12 euros.', 'count', false],
  ['She has kept the harbour since 8 October 2015.', 'age', false],
  ['She is aged 39.', 'age', true],
  ['She was born on 8 October 1975.', 'age', true],
  ['The crane is twelve years old.', 'age', true],
  ['It weighs 40 kg.', 'mass', true],
  ['It was made in 1990.', 'mass', false],
  ['It is dried at 60 °C.', 'temperature', true],
  ['It is dried in 1901.', 'temperature', false],
  // The cells of a row lack their units.
  ['Rent\t40', 'money', true],
] as const)('%s holds a figure of %s: %s', (text, kind, holds) => {
  expect(holdsFigure(text, 'en', kind)).toBe(holds);
});

test.each([
  ["L'atelier est ouvert de 10 h à 18 h 30.", 'fr', 'count', false],
  ['Die sechsmalige Siegerin lief zuletzt ein.', 'de', 'count', true],
  ['Das ist einfach.', 'de', 'count', false],
  ['Der Lohn kommt am 27. aufs Konto.', 'de', 'date', true],
  ['Le salaire est versé le 27 de chaque mois.', 'fr', 'date', true],
  ['El sueldo se paga el 27 de cada mes.', 'es', 'date', true],
  ['Lo stipendio arriva il 27 di ogni mese.', 'it', 'date', true],
  ['Il y a 27 places.', 'fr', 'date', false],
  ['Les amarres sont gratuites.', 'fr', 'money', true],
  ['Die Prüfung endet am selben Tag.', 'de', 'time', true],
] as const)('%s (%s) holds a figure of %s: %s', (text, language, kind, holds) => {
  expect(holdsFigure(text, language, kind)).toBe(holds);
});
