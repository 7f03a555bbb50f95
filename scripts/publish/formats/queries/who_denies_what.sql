-- Every denial beside what it denies.
SELECT denial.date, denial.speaker, denial.content AS denial, said.speaker AS said_by, coalesce(said.content, claim.value_wording) AS denied,
  denial.item_id AS denial_id, relations.to_id AS denied_id, denial.outlet, denial.url
FROM relations
JOIN statements_wide AS denial ON denial.item_id = relations.from_id
LEFT JOIN statements_wide AS said ON said.item_id = relations.to_id
LEFT JOIN claims_wide AS claim ON claim.item_id = relations.to_id
WHERE relations.relation = 'denies'
ORDER BY denial.date, denial.item_id, relations.to_id
