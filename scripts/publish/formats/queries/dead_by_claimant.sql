-- Every number of those killed in one event (E001 is the operation as a whole); the numbers nest and repeat, do not add them up.
SELECT claimant_side, claimant, population, population_side, value_wording, low, high, date, chain, do_not_sum, item_id, url
FROM claims_wide
WHERE measure = 'killed' AND event_id = :event_id
ORDER BY claimant_side, claimant, date, item_id
