/** Comparisons of two versions whose documents were erased: their columns still named these. */
export const emptiedComparisons = `
DELETE FROM surveys WHERE plan LIKE '%\\"kind\\":\\"changes\\"%'
  AND NOT EXISTS (SELECT 1 FROM survey_rows r WHERE r.survey = surveys.id);
`;
