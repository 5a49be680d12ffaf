-- What is inconsistent, in the texts that have most of it first.
SELECT f.document, d.inconsistent AS of_them, f.rule, f.line, f.message
FROM findings AS f
JOIN documents AS d USING (document)
WHERE f.verdict = 'inconsistent' AND f.suppressed = ''
ORDER BY d.inconsistent DESC, f.document, f.line, f.rule, f.id
