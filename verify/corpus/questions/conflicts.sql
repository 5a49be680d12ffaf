-- The same measure, subject and period with values that cannot agree, in two documents.
WITH keyed AS (
    SELECT key, document, quote, line, measure, subject, period, unit, coarse_low, coarse_high
    FROM claims
    WHERE key <> ''
),
torn AS (
    SELECT key, max(coarse_low) AS highest, min(coarse_high) AS lowest
    FROM keyed
    GROUP BY key
    HAVING count(DISTINCT document) > 1 AND max(coarse_low) > min(coarse_high)
),
low AS (
    SELECT keyed.* FROM keyed JOIN torn ON keyed.key = torn.key AND keyed.coarse_high = torn.lowest
    QUALIFY row_number() OVER (PARTITION BY keyed.key ORDER BY document, line, quote) = 1
),
high AS (
    SELECT keyed.* FROM keyed JOIN torn ON keyed.key = torn.key AND keyed.coarse_low = torn.highest
    QUALIFY row_number() OVER (PARTITION BY keyed.key ORDER BY document, line, quote) = 1
)
SELECT low.measure, low.subject, low.period, low.unit,
       low.quote AS one, low.document AS one_document, low.line AS one_line,
       high.quote AS other, high.document AS other_document, high.line AS other_line
FROM low JOIN high USING (key)
WHERE low.document <> high.document
ORDER BY one_document, one_line, other_document, other_line
