-- What was said, its chain, its passages, the words behind each cell, what is declared, and what it stands against (C0005 ... T0001).
SELECT 1 AS part, 'said' AS what, claimant AS who_or_where, value_wording || ' ' || measure || ', ' || population AS content
FROM claims_wide WHERE item_id = :item_id
UNION ALL SELECT 1, 'said', speaker, act || ': ' || content FROM statements_wide WHERE item_id = :item_id
UNION ALL SELECT 2, 'chain, step ' || step, actors.name, role || coalesce(': ' || wording, '')
FROM attributions JOIN actors USING (actor_id) WHERE item_id = :item_id
UNION ALL SELECT 3, 'passage ' || passage_id, coalesce(sources.title, sources.url), coalesce(quote, 'not shipped; sha256 ' || sha256)
FROM evidence JOIN passages USING (passage_id) JOIN sources USING (source_id) WHERE item_id = :item_id
UNION ALL SELECT 4, 'cell ' || "column", passage_id, value || ' (' || status || ')' FROM cell_evidence WHERE item_id = :item_id
UNION ALL SELECT 5, 'declared ' || "column", kind, value || ': ' || reason FROM inferences WHERE item_id = :item_id
UNION ALL SELECT 6, relation, to_id, note FROM relations WHERE from_id = :item_id
UNION ALL SELECT 6, relation || ' (by it)', from_id, note FROM relations WHERE to_id = :item_id
ORDER BY part, what
