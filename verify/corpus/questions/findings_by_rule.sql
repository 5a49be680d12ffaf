-- How often each rule spoke, by verdict.
SELECT rule,
       count(*) FILTER (verdict = 'inconsistent') AS inconsistent,
       count(*) FILTER (verdict = 'approximate') AS approximate,
       count(*) FILTER (verdict = 'consistent') AS consistent,
       count(*) FILTER (verdict = 'implied') AS implied
FROM findings
WHERE suppressed = ''
GROUP BY rule
ORDER BY inconsistent DESC, approximate DESC, rule
