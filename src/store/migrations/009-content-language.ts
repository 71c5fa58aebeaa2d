/** The language that most of a content's passages are in, to search by. */
export const contentLanguage = `
ALTER TABLE contents ADD COLUMN language TEXT NOT NULL DEFAULT 'und';
UPDATE contents SET language = coalesce(
  (SELECT p.language FROM passages p WHERE p.content_id = contents.id
   GROUP BY p.language ORDER BY count(*) DESC, p.language LIMIT 1), 'und');
`;
